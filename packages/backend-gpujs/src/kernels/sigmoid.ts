import { elementwise } from "./elementwise.ts";

/** a_j = 1 / (1 + e^(−net_j))   n × J */
export const sigmoid = elementwise(["net"], [], (net) => `1 / (1 + Math.exp(-${net}))`);
