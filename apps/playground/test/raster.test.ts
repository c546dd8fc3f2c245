import fc from "fast-check";
import { expect, test } from "vitest";
import { raster } from "../src/digits/raster.ts";

const small = { rows: 8, cols: 8 };
const rowsOf = (pixels: Float64Array, cols: number) =>
  Array.from({ length: pixels.length / cols }, (_, r) => [...pixels.subarray(r * cols, (r + 1) * cols)]);

test("nothing drawn is a blank image", () => {
  expect(raster([], small).every((p) => p === 0)).toBe(true);
});

test("a vertical line stands in the middle, from the top to the bottom of the image", () => {
  const rows = rowsOf(
    raster(
      [
        [
          [0.3, 0.2],
          [0.3, 0.6],
        ],
      ],
      small,
    ),
    8,
  );
  for (const row of rows) {
    expect(row[3]).toBeGreaterThan(0);
    expect(row[3]).toBe(row[4]);
    expect([...row.slice(0, 3), ...row.slice(5)]).toEqual([0, 0, 0, 0, 0, 0]);
  }
});

test("where and how large it is drawn makes no difference", () => {
  const seven = [
    [0, 0],
    [1, 0],
    [0.4, 1],
  ] as const;
  const drawn = (x: number, y: number, size: number) =>
    raster([seven.map(([dx, dy]) => [x + size * dx, y + size * dy] as const)], small);
  expect([...drawn(0.5, 0.1, 0.3)]).toEqual([...drawn(0, 0, 1)]);
});

test("28 × 28 pixels have a margin of four, as MNIST's have", () => {
  const rows = rowsOf(
    raster(
      [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
          [0, 0],
        ],
      ],
      { rows: 28, cols: 28 },
    ),
    28,
  );
  const inked = rows.flatMap((row, r) => (row.some((p) => p > 0) ? [r] : []));
  expect([inked[0], inked.at(-1)]).toEqual([4, 23]);
});

test("every pixel is in [0, 1], whatever is drawn", () => {
  const point = fc.tuple(fc.double({ min: -1, max: 2, noNaN: true }), fc.double({ min: -1, max: 2, noNaN: true }));
  const strokes = fc.array(fc.array(point, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(strokes, (strokes) => {
      const pixels = raster(strokes, small);
      expect(pixels.every((p) => p >= 0 && p <= 1)).toBe(true);
      expect(pixels.some((p) => p > 0)).toBe(true);
    }),
    { seed: 2 },
  );
});
