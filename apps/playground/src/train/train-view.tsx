import { trace } from "@deltarule/core";
import { computed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { NetworkDrawing } from "../drawing/network-drawing.tsx";
import { createWave } from "../drawing/wave.ts";
import { Files } from "../files/files.tsx";
import { rowOf } from "../tasks/task.ts";
import type { Session } from "../training/session.ts";
import { Confusions } from "./confusions.tsx";
import { Controls } from "./controls.tsx";
import { Curves } from "./curves.tsx";
import { Figures } from "./figures.tsx";
import { Surface } from "./surface.tsx";
import { Transport } from "./transport.tsx";

/** Choose, play, and watch: the network in the middle, what it has learnt at its side. */
export function TrainView({ session }: { readonly session: Session }) {
  const { task, network, before, standing, setting } = session;
  const view = useMemo(() => {
    const single = computed(() => standing.value?.visited && standing.value.step);
    const wave = createWave(() => (network.peek()?.sizes.length ?? 1) - 1, single);
    /** The row that is shown, until a step visits another. */
    const row = computed(() => standing.value?.visited?.[0] ?? 0);
    const shown = computed(() => {
      // all δ of a step are computed with the weights from before it
      const of = wave.value ? before.value : network.value;
      if (!of || !task.value) return undefined;
      const { inputs, targets } = task.value.training;
      const { learningRate } = setting.value;
      return { of, trace: trace(of, rowOf(inputs, row.value), rowOf(targets, row.value), { learningRate }) };
    });
    return { wave, row, shown };
  }, [session]);
  const { value: shown } = view.shown;

  return (
    <div class="train">
      <Controls session={session} />
      <section class="stage" aria-label="The network">
        <Transport session={session} />
        {shown && task.value ? (
          <NetworkDrawing
            network={shown.of}
            trace={shown.trace}
            names={task.value}
            wave={view.wave.value}
            label={`A network of ${shown.of.sizes.join(", ")} units a layer, with the activations of training row ${view.row.value + 1}`}
          />
        ) : (
          <div class="network placeholder" />
        )}
        <p class="caption" aria-live="off">
          {view.wave.value
            ? `${view.wave.value.pass === "forward" ? "Forward: activations" : "Backward: δ"}, layer ${view.wave.value.layer}`
            : `Training row ${view.row.value + 1}: activation a in each unit, δ around it`}
        </p>
        <Curves course={session.course} />
      </section>
      <section class="outcome" aria-label="What it has learnt">
        <Figures session={session} />
        {task.value?.inputs.length === 2 && <Surface session={session} />}
        <Confusions session={session} />
        <Files session={session} />
      </section>
    </div>
  );
}
