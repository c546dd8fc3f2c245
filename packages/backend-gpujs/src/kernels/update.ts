import { elementwise } from "./elementwise.ts";

/** Text of w + rate·step */
export const moved = (w: string, step: string): string => `${w} + rate * ${step}`;

/** w ← w + rate·step   I × J */
export const update = elementwise(["w", "step"], ["rate"], moved);
