// Every row of the conversation on the way to its beginning, with its height. A day's
// name stands before a page's first message until the page before it is there: the
// highest place counts.
const [step, most, done] = arguments;
const list = document.querySelector("[role=log]");
const rows = new Map();
const known = new WeakSet();
const words = (row) => {
  const said = row.matches(".day") ? [row] : [...row.querySelectorAll(".text, .under")];
  return said.map((one) => one.textContent.trim()).join("\n");
};
const note = () => {
  const shown = list.querySelectorAll("article[data-message], .day");
  for (const row of [...shown].reverse()) {
    if (known.has(row) || row.querySelector("button")) continue;
    known.add(row);
    const key = row.dataset.message ?? row.textContent;
    rows.delete(key);
    rows.set(key, {
      text: words(row),
      height: row.parentElement.getBoundingClientRect().height,
    });
  }
};
let frames = 0;
const frame = () => {
  note();
  const arrived = list.scrollTop === 0 && !list.querySelector(".day button");
  frames += 1;
  if (arrived || frames > most) {
    window.plainRows = [...rows.values()].reverse();
    return done(true);
  }
  list.dispatchEvent(new WheelEvent("wheel", { deltaY: -step, bubbles: true }));
  list.scrollTop -= step;
  requestAnimationFrame(frame);
};
requestAnimationFrame(frame);
