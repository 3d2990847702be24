// Towards the beginning, a wheel event and so many pixels a frame. A page that is read
// on the way comes in front of what is in sight; at the beginning nothing is in front.
const [selector, step, most, done] = arguments;
const list = document.querySelector(selector);
const took = [];
let elements = 0;
let nodes = 0;
let before;
const count = () => {
  elements = Math.max(elements, document.getElementsByTagName("*").length);
  const all = document.evaluate("count(//node())", document, null, XPathResult.NUMBER_TYPE);
  nodes = Math.max(nodes, all.numberValue);
};
const frame = (now) => {
  if (before !== undefined) took.push(now - before);
  before = now;
  if (took.length % 16 === 0) count();
  const arrived = list.scrollTop === 0 && !list.querySelector(".day button");
  if (arrived || took.length === most) return done({ took, elements, nodes });
  list.dispatchEvent(new WheelEvent("wheel", { deltaY: -step, bubbles: true }));
  list.scrollTop -= step;
  requestAnimationFrame(frame);
};
list.scrollTop = list.scrollHeight;
requestAnimationFrame(() => requestAnimationFrame(frame));
