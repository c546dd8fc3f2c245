import fc from "fast-check";
import picocolors from "picocolors";
import { expect, test } from "vitest";
import { pooled, shading } from "../src/text/heat-map.ts";

const plain = picocolors.createColors(false);
const coloured = picocolors.createColors(true);

test("by hand: without colours two characters a cell, light ones below 0 and heavy ones above it", () => {
  const { draw, legend, cellWidth } = shading(4, plain);
  expect(draw({ rows: 2, cols: 5, values: [-4, -3, -2, -1, 0, 4, 3, 2, 1, Number.NaN] })).toEqual([
    "≡≡==--··  ",
    "██▓▓▒▒░░  ",
  ]);
  expect({ legend, cellWidth }).toEqual({ legend: "≡≡==--··  ░░▒▒▓▓██", cellWidth: 2 });
});

test("by hand: with colours two cells a character, the upper one before the lower one", () => {
  const { draw, cellWidth } = shading(1, coloured);
  // from −1 and 1, the ends of the ramps, to black for 0; below the third row there is nothing
  expect(draw({ rows: 3, cols: 1, values: [-1, 1, 0] })).toEqual([
    "\x1b[38;5;51m\x1b[48;5;226m▀\x1b[0m",
    "\x1b[38;5;16m\x1b[48;5;16m▀\x1b[0m",
  ]);
  expect(cellWidth).toBe(1);
});

test("where all is 0, all is blank", () => {
  expect(shading(0, plain).draw({ rows: 1, cols: 2, values: [0, 0] })).toEqual(["    "]);
});

test("by hand: cells are pooled to their mean, at the edges of those that there are", () => {
  const grid = { rows: 2, cols: 3, values: [1, 2, 5, 3, Number.NaN, 7] };
  expect(pooled(grid, 2)).toEqual({ rows: 1, cols: 2, values: Float64Array.of(2, 6) });
  expect(pooled({ rows: 1, cols: 1, values: [Number.NaN] }, 1).values).toEqual(Float64Array.of(Number.NaN));
});

test("whatever the numbers, a picture has its size", () => {
  const side = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(
      side,
      side,
      fc.array(fc.double(), { minLength: 144, maxLength: 144 }),
      fc.boolean(),
      (rows, cols, values, colour) => {
        const lines = shading(10, colour ? coloured : plain).draw({ rows, cols, values: values.slice(0, rows * cols) });
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what paints takes no room
        const widths = lines.map((line) => line.replaceAll(/\x1b\[[\d;]*m/g, "").length);
        expect(widths).toEqual(colour ? Array(Math.ceil(rows / 2)).fill(cols) : Array(rows).fill(2 * cols));
      },
    ),
    { seed: 1, numRuns: 200 },
  );
});
