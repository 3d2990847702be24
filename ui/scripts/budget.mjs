/** Prints what the built page weighs, gzipped, and fails above the budget. */
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET_KB = 150;
const folder = new URL("../dist/assets/", import.meta.url);
const sizes = readdirSync(folder)
  .filter((name) => /\.(?:js|css)$/u.test(name))
  .map((name) => ({ name, kb: gzipSync(readFileSync(new URL(name, folder))).length / 1024 }));
const total = sizes.reduce((sum, { kb }) => sum + kb, 0);

for (const { name, kb } of sizes)
  process.stdout.write(`${kb.toFixed(1).padStart(7)} KB  ${name}\n`);
process.stdout.write(`${total.toFixed(1).padStart(7)} KB  of ${BUDGET_KB} KB, gzipped\n`);
if (total > BUDGET_KB) process.exitCode = 1;
