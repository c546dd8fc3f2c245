import { elementwise } from "./elementwise.ts";

/** w ← w + rate·step   I × J */
export const update = elementwise(["w", "step"], ["rate"], (w, step) => `${w} + rate * ${step}`);
