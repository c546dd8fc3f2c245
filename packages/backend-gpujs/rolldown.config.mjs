// gpu.js goes into dist: installed beside it, it would bring a native build and an 84 MB binary that nothing here asks for.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

export default {
  input: "src/index.ts",
  platform: "neutral",
  resolve: { mainFields: ["main"] },
  external: ["@deltarule/core", "gl", "worker_threads"],
  plugins: [licences()],
  output: {
    file: "dist/index.js",
    format: "esm",
    // gpu.js's would be twice as large as the bundle
    sourcemap: false,
    // gpu.js looks for the package gl with require; a page has none, and gpu.js takes that for an answer
    banner: 'const require = globalThis.process?.getBuiltinModule?.("node:module").createRequire(import.meta.url);',
  },
};

/** The name, version and licence of each package that is bundled, in one file beside the bundle. */
function licences() {
  return {
    name: "licences",
    generateBundle(_, bundle) {
      const folders = new Set(
        Object.values(bundle)
          .flatMap(({ moduleIds = [] }) => moduleIds)
          .filter((id) => id.includes("/node_modules/"))
          .map(packageFolder),
      );
      const source = [...folders].map((folder) => {
        const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
        return `${name} ${version}\n\n${readFileSync(join(folder, "LICENSE"), "utf8").trim()}\n`;
      });
      this.emitFile({ type: "asset", fileName: "THIRD-PARTY-LICENSES.txt", source: source.sort().join("\n\n") });
    },
  };
}

function packageFolder(file) {
  const folder = dirname(file);
  return existsSync(join(folder, "package.json")) ? folder : packageFolder(folder);
}
