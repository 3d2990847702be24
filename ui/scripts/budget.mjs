/** Prints what the first view loads, gzipped, and fails above the budget. What is loaded later is printed too. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET_KB = 150;
const folder = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", folder), "utf8"));

/** The files that a chunk cannot do without. */
function needed(name, found = new Set()) {
  const chunk = manifest[name];
  if (found.has(chunk.file)) return found;
  for (const file of [chunk.file, ...(chunk.css ?? [])]) found.add(file);
  for (const other of chunk.imports ?? []) needed(other, found);
  return found;
}

const weigh = (name) => gzipSync(readFileSync(new URL(name, folder))).length / 1024;
const print = (kb, text) => process.stdout.write(`${kb.toFixed(1).padStart(7)} KB  ${text}\n`);

const first = needed("index.html");
const later = Object.values(manifest)
  .map(({ file }) => file)
  .filter((file) => /\.(?:js|css)$/u.test(file) && !first.has(file));
let total = 0;
for (const name of first) {
  const kb = weigh(name);
  total += kb;
  print(kb, name);
}
for (const name of later) print(weigh(name), `${name} (later)`);
print(total, `of ${BUDGET_KB} KB, gzipped, for the first view`);
if (total > BUDGET_KB) process.exitCode = 1;
