// As the other packages' one file, but two of them: what stands behind "#…" differs between Node and browsers.
import shared from "../../rolldown.config.mjs";

const forPlatform = (platform, name) => ({
  ...shared,
  platform,
  // and their subpaths
  external: shared.external.map((name) => new RegExp(`^${name}(/|$)`)),
  resolve: { conditionNames: [platform, "import", "default"] },
  input: { [name]: "src/index.ts" },
  // a page that is isolated never loads the solo backend
  output: { dir: "dist", format: "esm", sourcemap: true, chunkFileNames: `[name].${platform}.js` },
});

export default [forPlatform("node", "index"), forPlatform("browser", "index.browser")];
