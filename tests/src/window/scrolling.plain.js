// A plain list of the same rows, over the conversation: text of known height at a known
// place, and as many rows around what is in sight as the conversation keeps. What is not
// measured is not drawn.
const [done] = arguments;
const rows = window.plainRows;
const beside = document.querySelector("[role=log]").getBoundingClientRect();
const AROUND = 200;
const tops = [0];
for (const { height } of rows) tops.push(tops.at(-1) + height);
const box = document.createElement("div");
box.id = "plain-list";
box.style.cssText = `position:fixed;z-index:9;overflow-y:auto;background:Canvas;display:none;
  left:${beside.left}px;top:${beside.top}px;width:${beside.width}px;height:${beside.height}px`;
const all = document.createElement("div");
all.style.cssText = `position:relative;overflow-anchor:none;height:${tops.at(-1)}px`;
box.append(all);
document.body.append(box);
const at = (y) => {
  let [low, high] = [0, rows.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tops[middle] <= y) low = middle;
    else high = middle - 1;
  }
  return low;
};
const shown = new Map();
box.addEventListener("scroll", () => {
  const from = at(box.scrollTop - AROUND);
  const to = at(box.scrollTop + beside.height + AROUND);
  for (const [place, row] of shown)
    if (place < from || place > to) {
      row.remove();
      shown.delete(place);
    }
  for (let place = from; place <= to; place++) {
    if (shown.has(place)) continue;
    const row = document.createElement("div");
    row.style.cssText = `position:absolute;width:100%;white-space:pre-wrap;
      top:${tops[place]}px;height:${rows[place].height}px`;
    row.textContent = rows[place].text;
    all.append(row);
    shown.set(place, row);
  }
});
done(true);
