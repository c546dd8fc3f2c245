// As the other packages' one file, but two entries that share what both need: the kernels are in the package once.
import shared from "../../rolldown.config.mjs";

export default {
  ...shared,
  input: { index: "src/index.ts", "wasm/index": "src/wasm/index.ts" },
  output: { dir: "dist", format: "esm", sourcemap: true, chunkFileNames: "[name].js" },
};
