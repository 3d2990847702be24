/** The time by the second, for what counts down: it moves only while somebody looks at it. */
import { createSubscriber } from "svelte/reactivity";

const moving = createSubscriber((update) => {
  const timer = setInterval(update, 1_000);
  return () => clearInterval(timer);
});

export const seconds = {
  get now(): number {
    moving();
    return Date.now();
  },
};
