/** A point of the drawing pad: x to the right, y down, both in [0, 1]. */
export type Point = readonly [x: number, y: number];
export type Stroke = readonly Point[];

// samples a pixel and axis: the 8 × 8 digits are counts of 4 × 4 black dots
const FINE = 4;
/** Of the side of the box that the drawing is fitted into. */
const PEN_RADIUS = 0.065;

/**
 * A drawing as pixels in [0, 1], row by row, in the way of the data sets: its bounding box is fitted into the image (8 × 8: all of it, as in
 * optdigits; larger: the middle 20 of 28, as in MNIST), and a pixel is the share of it that the pen has touched.
 */
export function raster(
  strokes: readonly Stroke[],
  { rows, cols }: { readonly rows: number; readonly cols: number },
): Float64Array {
  const pixels = new Float64Array(rows * cols);
  const points = strokes.flat();
  if (points.length === 0) return pixels;
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const side = Math.min(rows, cols) * (rows > 12 ? 20 / 28 : 1);
  const pen = PEN_RADIUS * side;
  // a dot stays small
  const scale = (side - 2 * pen) / Math.max(right - left, bottom - top, 0.25);
  const place = ([x, y]: Point): Point => [
    cols / 2 + (x - (left + right) / 2) * scale,
    rows / 2 + (y - (top + bottom) / 2) * scale,
  ];
  const segments = strokes.flatMap((stroke) => stroke.map((to, i) => [place(stroke[i - 1] ?? to), place(to)] as const));

  const touched = (x: number, y: number) => segments.some(([from, to]) => distance(x, y, from, to) <= pen);
  for (let fine = 0; fine < rows * cols * FINE * FINE; fine++) {
    const [row, col] = [Math.floor(fine / (cols * FINE)), fine % (cols * FINE)];
    if (touched((col + 0.5) / FINE, (row + 0.5) / FINE))
      pixels[Math.floor(row / FINE) * cols + Math.floor(col / FINE)]! += 1 / FINE ** 2;
  }
  return pixels;
}

/** From (x, y) to the segment. */
function distance(x: number, y: number, [x0, y0]: Point, [x1, y1]: Point): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / length));
  return Math.hypot(x - x0 - along * dx, y - y0 - along * dy);
}
