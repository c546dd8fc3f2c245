import { computed, signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { suitedSetting } from "../setting.ts";
import { rowOf } from "../tasks/task.ts";
import { Transport } from "../train/transport.tsx";
import type { Session } from "../training/session.ts";
import { Pad } from "./pad.tsx";
import { Pixels } from "./pixels.tsx";
import { raster, type Stroke } from "./raster.ts";

const strokes = signal<readonly Stroke[]>([]);
/** A training row that is shown instead of a drawing. */
const example = signal<number | undefined>();

/** Draw a digit, and see the outputs move. */
export function DigitsView({ session }: { readonly session: Session }) {
  const { task, network, setting } = session;
  const view = useMemo(() => {
    const pixels = computed(() => {
      const image = task.value?.image;
      if (!image) return undefined;
      if (example.value !== undefined && strokes.value.length === 0)
        return rowOf(task.value.training.inputs, example.value);
      return raster(strokes.value, image);
    });
    const outputs = computed(() => pixels.value && network.value?.predict(pixels.value));
    return { pixels, outputs };
  }, [session]);
  const image = task.value?.image;
  const pixels = view.pixels.value;
  if (!image || !pixels)
    return (
      <section class="empty" aria-label="Digits">
        <p>This view needs a network that looks at images.</p>
        <button
          type="button"
          class="main"
          onClick={() => void session.open({ ...suitedSetting("digits"), backend: setting.value.backend })}
        >
          Train on digits
        </button>
      </section>
    );

  const outputs = view.outputs.value;
  const drawn = strokes.value.length > 0 || example.value !== undefined;
  const best = outputs && drawn ? outputs.indexOf(Math.max(...outputs)) : -1;
  return (
    <div class="digits">
      <section class="stage" aria-label="Drawing">
        <Transport session={session} />
        <Pad strokes={strokes} />
        <div class="transport">
          <button
            type="button"
            onClick={() => {
              strokes.value = [];
              example.value = undefined;
            }}
          >
            Clear
          </button>
          <button
            type="button"
            onClick={() => {
              strokes.value = [];
              example.value = ((example.value ?? -1) + 1) % task.value!.training.inputs.rows;
            }}
          >
            Show a training row
          </button>
        </div>
      </section>
      <section class="sees" aria-label="What the network sees">
        <h2>What the network sees</h2>
        <Pixels values={pixels} {...image} label={`The drawing as ${image.rows} × ${image.cols} pixels`} />
      </section>
      <section aria-label="What it says" aria-live="polite">
        <h2>{best >= 0 ? `It says ${task.value!.outputs[best]}` : "Draw something"}</h2>
        <ol class="bars">
          {task.value!.outputs.map((name, k) => {
            const a = drawn ? (outputs?.[k] ?? 0) : 0;
            return (
              <li key={name} class={k === best ? "best" : undefined}>
                <span>{name}</span>
                <meter min={0} max={1} value={a} aria-label={`output ${name}`}>
                  {a.toFixed(2)}
                </meter>
                <output>{a.toFixed(2)}</output>
              </li>
            );
          })}
        </ol>
        <p class="quiet">Each is the activation of an output unit by itself; they need not add up to 1.</p>
      </section>
    </div>
  );
}
