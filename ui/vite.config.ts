import { fileURLToPath } from "node:url";
import { paraglideVitePlugin } from "@inlang/paraglide-js";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Compiles the catalogue. Tests compile it once beforehand: its watcher would keep them open. */
const messages = paraglideVitePlugin({
  project: "./project.inlang",
  outdir: "./src/paraglide",
  strategy: ["baseLocale"],
  outputStructure: "locale-modules",
});

export default defineConfig({
  plugins: [...(process.env.VITEST ? [] : [messages]), svelte(), svelteTesting()],
  resolve: {
    alias: {
      $design: folder("./src/design"),
      $features: folder("./src/features"),
      $lib: folder("./src/lib"),
      $messages: folder("./src/paraglide/messages.js"),
      $test: folder("./src/test"),
      $views: folder("./src/views"),
    },
  },
  server: { port: 5173, strictPort: true },
  build: {
    target: "es2022",
    // The page's policy allows no inline scripts, and pictures only from named sources.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // The size budget reads from it what the first view loads.
    manifest: true,
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
    restoreMocks: true,
  },
});
