import { elementwise } from "./elementwise.ts";

/**
 * Text of a_j = 1 / (1 + e^(−net_j)). NaN is handed on before shading languages see it, whose e^x may make a number of it: a network
 * that has diverged must not look as if it hadn't.
 */
export const activation = (net: string): string => `(${net} < 0 || ${net} >= 0) ? 1 / (1 + Math.exp(-${net})) : ${net}`;

/** a_j = 1 / (1 + e^(−net_j))   n × J */
export const sigmoid = elementwise(["net"], [], activation);
