/** The three tiers are held here: design knows nothing of ours, a feature only itself, and only views join. */
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

const zone = (files, patterns) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns }] },
});
const parent = { group: ["../*"], message: "Reach other folders through $design or $lib." };

export default ts.config(
  {
    ignores: [
      "dist",
      "dist-showcase",
      "dist-pseudo",
      "src/paraglide",
      "src/paraglide-pseudo",
      "src/lib/bindings",
      "node_modules",
    ],
  },
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  ...svelte.configs.prettier,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      "max-lines": ["error", { max: 500 }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/only-throw-error": "off",
      "@typescript-eslint/no-empty-function": "off",
      "svelte/no-at-html-tags": "error",
      "svelte/prefer-svelte-reactivity": "off",
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: {
      parserOptions: {
        parser: ts.parser,
        extraFileExtensions: [".svelte"],
        svelteConfig,
      },
    },
  },
  { files: ["**/*.svelte"], rules: { "max-lines": ["error", { max: 200 }] } },
  zone(
    ["src/design/**"],
    [
      {
        group: ["$lib/*", "$features/*", "$views/*", "$messages", "../*"],
        message: "design knows nothing of ours.",
      },
    ],
  ),
  zone(
    ["src/features/**"],
    [{ group: ["$features/*", "$views/*"], message: "Only views join features." }, parent],
  ),
  zone(
    ["src/lib/**"],
    [{ group: ["$features/*", "$views/*", "$design/*.svelte"], message: "lib has no markup." }],
  ),
);
