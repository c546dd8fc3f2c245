import type { Kernel } from "./kernel.ts";

export const zeros: Kernel = (layout) => `function () {
  return ${layout === "numbers" ? "0" : "[0, 0, 0, 0]"};
}`;
