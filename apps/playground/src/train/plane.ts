import type { DenseDataset } from "@deltarule/core";
import { contours } from "d3-contour";
import type { Colour } from "../theme.ts";

/** A function of two inputs, to be seen. */
export interface Plane {
  readonly samples: DenseDataset;
  /** In [0, 1]. */
  readonly output: (x: number, y: number) => number;
  /** How finely it is looked at: cells a side. */
  readonly cells: number;
  readonly colour: (name: Colour) => string;
}

// more points than that hide the plane, and take longer than a frame
const MOST_POINTS = 600;

/** The output as colours, its line of ½, and the samples on top. */
export function drawPlane(context: CanvasRenderingContext2D, { samples, output, cells, colour }: Plane): void {
  const { least, most } = extent(samples);
  const at = (cell: number) => least + ((cell + 0.5) / cells) * (most - least);
  const values = Float64Array.from({ length: cells * cells }, (_, cell) =>
    output(at(cell % cells), at(cells - 1 - Math.floor(cell / cells))),
  );
  const size = context.canvas.width;
  context.imageSmoothingEnabled = true;
  context.drawImage(image(values, cells, colour), 0, 0, size, size);
  context.strokeStyle = colour("ink");
  context.lineWidth = 3;
  drawContour(context, values, cells);
  drawSamples(context, samples, (v) => ((v - least) / (most - least)) * size, colour);
}

/** A square around all samples; inputs of 0 and 1 have as much room around them. */
function extent({ inputs }: DenseDataset): { readonly least: number; readonly most: number } {
  let reach = 0;
  let least = 0;
  for (const x of inputs.values) {
    reach = Math.max(reach, 1.15 * Math.abs(x));
    least = Math.min(least, x);
  }
  return least < 0 ? { least: -reach, most: reach } : { least: 0.9 - reach, most: reach + 0.1 };
}

/** A pixel a cell: the ground where the output is ½, more of the colour the nearer it is to 0 or 1. */
function image(values: Float64Array, cells: number, colour: Plane["colour"]): OffscreenCanvas {
  const small = new OffscreenCanvas(cells, cells);
  const context = small.getContext("2d")!;
  const pixels = new ImageData(cells, cells);
  const [negative, ground, positive] = (["negative", "ground", "positive"] as const).map((name) =>
    rgb(context, colour(name)),
  );
  values.forEach((a, cell) => {
    const [end, share] = a > 0.5 ? [positive!, 2 * a - 1] : [negative!, 1 - 2 * a];
    for (let c = 0; c < 3; c++) pixels.data[4 * cell + c] = ground![c]! + 0.75 * share * (end[c]! - ground![c]!);
    pixels.data[4 * cell + 3] = 255;
  });
  context.putImageData(pixels, 0, 0);
  return small;
}

/** A colour however the style sheet writes it: a canvas writes all of them as #rrggbb. */
function rgb(context: OffscreenCanvasRenderingContext2D, colour: string): number[] {
  context.fillStyle = colour;
  const written = String(context.fillStyle);
  return [1, 3, 5].map((at) => Number.parseInt(written.slice(at, at + 2), 16));
}

function drawContour(context: CanvasRenderingContext2D, values: Float64Array, cells: number): void {
  const scale = context.canvas.width / cells;
  // the frame of the picture is no part of the line
  const onFrame = (point: readonly number[]) => point.some((c) => c <= 0.5 || c >= cells - 0.5);
  const { coordinates } = contours()
    .size([cells, cells])
    .contour([...values], 0.5);
  for (const ring of coordinates.flat()) {
    context.beginPath();
    ring.forEach(([x, y], i) => {
      const before = ring[i - 1];
      if (!before || (onFrame([x!, y!]) && onFrame(before))) context.moveTo(x! * scale, y! * scale);
      else context.lineTo(x! * scale, y! * scale);
    });
    context.stroke();
  }
}

function drawSamples(
  context: CanvasRenderingContext2D,
  { inputs, targets }: DenseDataset,
  place: (v: number) => number,
  colour: Plane["colour"],
): void {
  const radius = inputs.rows > 20 ? 7 : 14;
  context.lineWidth = 2;
  context.strokeStyle = colour("ground");
  for (let r = 0; r < Math.min(inputs.rows, MOST_POINTS); r++) {
    const [x, y] = [inputs.values[2 * r]!, inputs.values[2 * r + 1]!];
    context.beginPath();
    context.arc(place(x), context.canvas.height - place(y), radius, 0, 2 * Math.PI);
    context.fillStyle = colour(targets.values[r * targets.cols]! > 0.5 ? "positive" : "negative");
    context.fill();
    context.stroke();
  }
}
