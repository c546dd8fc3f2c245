import type { Network } from "@deltarule/core";

/** Every weight w_ji as a row: layer, unit i of the layer before (0 is the bias), unit j. All count from 1. */
export function weightsCsv({ layers }: Network): string {
  const rows = layers.flatMap(({ units, weights, bias }, l) => {
    const row = (i: number, j: number, w: number) => `${l + 1},${i},${j + 1},${w}`;
    return [
      ...Array.from(bias ?? [], (b, j) => row(0, j, b)),
      ...Array.from(weights, (w, at) => row(Math.floor(at / units) + 1, at % units, w)),
    ];
  });
  return ["layer,from,to,weight", ...rows, ""].join("\n");
}
