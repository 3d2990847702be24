import { fileURLToPath } from "node:url";
import { paraglideVitePlugin } from "@inlang/paraglide-js";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { writePseudo } from "./scripts/pseudo.mjs";

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Compiles the catalogue. Tests compile it once beforehand: its watcher would keep them open. */
function messages(mode: string) {
  if (process.env.VITEST) return [];
  if (mode === "pseudo") writePseudo();
  return [
    paraglideVitePlugin({
      project: mode === "pseudo" ? "./pseudo.inlang" : "./project.inlang",
      outdir: catalogueOf(mode),
      strategy: ["baseLocale"],
      outputStructure: "locale-modules",
    }),
  ];
}

/** The pseudo-language is compiled elsewhere, and only when it is asked for. */
const catalogueOf = (mode: string) =>
  mode === "pseudo" ? "./src/paraglide-pseudo" : "./src/paraglide";

/**
 * Writes scripts in ASCII alone: WebKit keeps such a one as it came. A single "…"
 * makes it decode the whole and keep two bytes for each character.
 */
function plainScripts(): Plugin {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return {
    name: "byline:plain-scripts",
    apply: "build",
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === "chunk") file.code = file.code.replace(/[\u0080-\uffff]/g, escaped);
    },
  };
}

export default defineConfig(({ mode }) => ({
  plugins: [messages(mode), svelte(), svelteTesting(), plainScripts()],
  resolve: {
    alias: {
      $design: folder("./src/design"),
      $features: folder("./src/features"),
      $lib: folder("./src/lib"),
      $messages: folder(`${catalogueOf(mode)}/messages.js`),
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
}));
