export { type ChromiumOptions, chromiumPath, launchChromium } from "./launch.ts";
export { type Site, type SiteOptions, serve } from "./site.ts";
