import { useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { colours } from "../theme.ts";
import type { Session } from "../training/session.ts";
import { drawPlane } from "./plane.ts";

const SIZE = 288;
/** Cells a side: while the network learns few enough to leave time for the rest of a frame. */
const CELLS = { playing: 40, still: 72 };

/** The first output over the plane of two inputs, with the line where it is ½, and the samples on it. */
export function Surface({ session }: { readonly session: Session }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useSignalEffect(() => {
    const { task, network, status } = session;
    const context = canvas.current?.getContext("2d");
    if (!context || !network.value || task.value?.inputs.length !== 2) return;
    drawPlane(context, {
      samples: task.value.training,
      output: (x, y) => network.value!.predict([x, y])[0]!,
      cells: status.value === "playing" ? CELLS.playing : CELLS.still,
      colour: colours.value,
    });
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
