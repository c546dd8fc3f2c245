import type { DenseDataset } from "@deltarule/core";
import { useSignalEffect } from "@preact/signals";
import { contours } from "d3-contour";
import { useRef } from "preact/hooks";
import { theme } from "../theme-switch.tsx";
import type { Session } from "../training/session.ts";

const CELLS = 72;
const SIZE = 288;

/** The first output over the plane of two inputs, with the line where it is ½, and the samples on it. */
export function Surface({ session }: { readonly session: Session }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useSignalEffect(() => {
    const { task, network } = session;
    void theme.value;
    const context = canvas.current?.getContext("2d");
    if (!context || !network.value || task.value?.inputs.length !== 2) return;
    draw(context, task.value, (x, y) => network.value!.predict([x, y])[0]!);
  });
  return (
    <figure class="surface">
      <figcaption>output “{session.task.value?.outputs[0]}” over the plane; the line is ½</figcaption>
      <canvas
        ref={canvas}
        width={2 * SIZE}
        height={2 * SIZE}
        role="img"
        aria-label="The decision surface: where the network says 1, and where 0"
      />
    </figure>
  );
}

function draw(
  context: CanvasRenderingContext2D,
  task: { readonly training: DenseDataset },
  output: (x: number, y: number) => number,
): void {
  const { inputs, targets } = task.training;
  const reach = 1.15 * Math.max(...Array.from(inputs.values, Math.abs));
  // inputs of 0 and 1 are shown with as much room around them
  const least = inputs.values.some((x) => x < 0) ? -reach : 1 - reach - 0.1;
  const most = reach + (least === -reach ? 0 : 0.1);
  const style = getComputedStyle(document.documentElement);
  const [negative, ground, positive] = ["--negative-rgb", "--ground-rgb", "--positive-rgb"].map((name) =>
    style.getPropertyValue(name).split(" ").map(Number),
  );
  const at = (cell: number) => least + ((cell + 0.5) / CELLS) * (most - least);
  const values = Float64Array.from({ length: CELLS * CELLS }, (_, cell) =>
    output(at(cell % CELLS), at(CELLS - 1 - Math.floor(cell / CELLS))),
  );

  const image = new ImageData(CELLS, CELLS);
  values.forEach((a, cell) => {
    const [end, share] = a > 0.5 ? [positive!, 2 * a - 1] : [negative!, 1 - 2 * a];
    for (let c = 0; c < 3; c++) image.data[4 * cell + c] = ground![c]! + 0.75 * share * (end[c]! - ground![c]!);
    image.data[4 * cell + 3] = 255;
  });
  const small = new OffscreenCanvas(CELLS, CELLS);
  small.getContext("2d")!.putImageData(image, 0, 0);
  const size = context.canvas.width;
  context.imageSmoothingEnabled = true;
  context.drawImage(small, 0, 0, size, size);

  const scale = size / CELLS;
  context.strokeStyle = style.getPropertyValue("--ink");
  context.lineWidth = 3;
  for (const ring of contours()
    .size([CELLS, CELLS])
    .contour([...values], 0.5)
    .coordinates.flat()) {
    context.beginPath();
    // the frame of the picture is no part of the line
    ring.forEach(([x, y], i) => {
      const before = ring[i - 1];
      const onFrame = (p: readonly number[]) => p.some((c) => c <= 0.5 || c >= CELLS - 0.5);
      if (!before || (onFrame([x!, y!]) && onFrame(before))) context.moveTo(x! * scale, y! * scale);
      else context.lineTo(x! * scale, y! * scale);
    });
    context.stroke();
  }

  for (let r = 0; r < inputs.rows; r++) {
    const [x, y] = [inputs.values[2 * r]!, inputs.values[2 * r + 1]!];
    const place = (v: number) => ((v - least) / (most - least)) * size;
    context.beginPath();
    context.arc(place(x), size - place(y), inputs.rows > 20 ? 7 : 14, 0, 2 * Math.PI);
    context.fillStyle = style.getPropertyValue(targets.values[r * targets.cols]! > 0.5 ? "--positive" : "--negative");
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = style.getPropertyValue("--ground");
    context.stroke();
  }
}
