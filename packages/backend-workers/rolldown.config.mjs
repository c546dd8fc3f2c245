// As the other packages' one file, but two of them: what stands behind "#…" differs between Node and browsers.
import shared from "../../rolldown.config.mjs";

const forPlatform = (platform, file) => ({
  ...shared,
  platform,
  // and their subpaths
  external: shared.external.map((name) => new RegExp(`^${name}(/|$)`)),
  resolve: { conditionNames: [platform, "import", "default"] },
  output: { ...shared.output, file },
});

export default [forPlatform("node", "dist/index.js"), forPlatform("browser", "dist/index.browser.js")];
