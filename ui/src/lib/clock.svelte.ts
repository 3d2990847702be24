/** The page's time: one value that moves every 15 s, so that waiting times age while one looks. */
class PageClock {
  now = $state(Date.now());

  /** Lets the time move until the returned function is called. */
  start(): () => void {
    const timer = setInterval(() => (this.now = Date.now()), 15_000);
    return () => clearInterval(timer);
  }
}

export const pageClock = new PageClock();
