import { type Signal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { colours } from "../theme.ts";
import type { Point, Stroke } from "./raster.ts";

const SIZE = 560;

/** Where a digit is drawn, with mouse, pen or finger. */
export function Pad({ strokes }: { readonly strokes: Signal<readonly Stroke[]> }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useSignalEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context) draw(context, strokes.value, colours.value("ink"));
  });
  const at = ({ offsetX, offsetY, currentTarget }: PointerEvent): Point => {
    const { clientWidth, clientHeight } = currentTarget as HTMLCanvasElement;
    return [offsetX / clientWidth, offsetY / clientHeight];
  };
  return (
    <canvas
      ref={canvas}
      class="pad"
      width={SIZE}
      height={SIZE}
      role="img"
      aria-label="Drawing pad: draw a digit with mouse, pen or finger"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        strokes.value = [...strokes.value, [at(event)]];
      }}
      onPointerMove={(event) => {
        if (event.buttons === 0 || strokes.value.length === 0) return;
        const last = strokes.value.at(-1)!;
        strokes.value = [...strokes.value.slice(0, -1), [...last, at(event)]];
      }}
    />
  );
}

function draw(context: CanvasRenderingContext2D, strokes: readonly Stroke[], ink: string): void {
  context.clearRect(0, 0, SIZE, SIZE);
  context.strokeStyle = ink;
  context.lineWidth = 0.09 * SIZE;
  context.lineCap = context.lineJoin = "round";
  for (const stroke of strokes) {
    context.beginPath();
    for (const [x, y] of stroke) context.lineTo(x * SIZE, y * SIZE);
    // a dot has no length of its own
    if (stroke.length === 1) context.lineTo(stroke[0]![0] * SIZE + 0.1, stroke[0]![1] * SIZE);
    context.stroke();
  }
}
