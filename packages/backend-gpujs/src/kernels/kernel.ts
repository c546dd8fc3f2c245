import type { Layout } from "../layout.ts";

/**
 * The text that gpu.js translates for the device. It is text and not a function because gpu.js reads the source of functions, which a
 * user's minifier may have turned into something that it doesn't know.
 */
export type Kernel = (layout: Layout) => string;

export const components = [0, 1, 2, 3] as const;
