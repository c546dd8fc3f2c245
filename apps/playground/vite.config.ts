import { defineConfig } from "vite";

// shared memory, which the workers backend runs on, is given to isolated pages only
const headers = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

export default defineConfig({
  // relative, so that the built page can lie in any folder of a static host
  base: "./",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  worker: { format: "es" },
  server: { headers },
  preview: { headers },
});
