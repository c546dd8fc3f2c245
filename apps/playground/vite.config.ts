import { readdirSync, readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";

// shared memory, which the workers backend runs on, is given to isolated pages only
const headers = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

export default defineConfig({
  // relative, so that the built page can lie in any folder of a static host
  base: "./",
  plugins: [ourPackagesLicences()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  worker: { format: "es" },
  build: { license: { fileName: "licences/packages.md" } },
  server: { headers },
  preview: { headers },
});

/** What Vite doesn't see: the licences of what our packages bring along, sample data sets and gpu.js. */
function ourPackagesLicences(): Plugin {
  const packages = new URL("../../packages/", import.meta.url);
  return {
    name: "our-packages-licences",
    generateBundle() {
      const emit = (file: string, fileName: string) =>
        this.emitFile({
          type: "asset",
          fileName: `licences/${fileName}`,
          source: readFileSync(new URL(file, packages)),
        });
      for (const name of readdirSync(new URL("data/samples", packages)))
        if (/^LICENSE|^README/.test(name)) emit(`data/samples/${name}`, `samples/${name}`);
      emit("backend-gpujs/dist/THIRD-PARTY-LICENSES.txt", "gpu.js.txt");
    },
  };
}
