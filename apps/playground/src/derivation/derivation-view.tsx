import { checkGradient, type GradientCheck, trace } from "@deltarule/core";
import { computed, signal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { NetworkDrawing } from "../drawing/network-drawing.tsx";
import { numeral } from "../drawing/numerals.ts";
import type { Edge, Selection } from "../drawing/selection.ts";
import { rowOf, type Task } from "../tasks/task.ts";
import type { Session } from "../training/session.ts";
import { LineCard } from "./line-card.tsx";
import { linesOf } from "./lines.ts";
import { isPointed, partOf } from "./terms.ts";
import { stopAt, stopCount } from "./walk.ts";
import { WalkButtons } from "./walk-buttons.tsx";
import { WeightChoice } from "./weight-choice.tsx";

// two forward passes a weight: up to here they take no longer than a frame or two
const MOST_WEIGHTS = 2000;

const row = signal(0);
const chosen = signal<Selection | undefined>();
const hovered = signal<Selection | undefined>();
/** The stop of the walk; what is chosen by hand stands before it. */
const stop = signal<number | undefined>();

/** One sample, walked through: every line of the derivation with this network's numbers in it. */
export function DerivationView({ session }: { readonly session: Session }) {
  const { task, network, setting, status } = session;
  const view = useMemo(() => {
    const sample = computed(() => {
      if (!task.value || !network.value) return undefined;
      const { inputs, targets } = task.value.training;
      const r = Math.min(row.value, inputs.rows - 1);
      return { r, rows: inputs.rows, input: rowOf(inputs, r), target: rowOf(targets, r) };
    });
    const traced = computed(() => {
      const { learningRate } = setting.value;
      return sample.value && trace(network.value!, sample.value.input, sample.value.target, { learningRate });
    });
    const weights = computed(() => network.value?.layers.reduce((sum, layer) => sum + layer.weights.length, 0) ?? 0);
    const check = computed(() =>
      sample.value && weights.value <= MOST_WEIGHTS
        ? checkGradient(network.value!, { inputs: [sample.value.input], targets: [sample.value.target] })
        : undefined,
    );
    const shape = computed(() => {
      const { sizes, layers } = network.value ?? { sizes: [1, 1], layers: [] };
      return { sizes, bias: layers.some(({ bias }) => bias !== undefined) };
    });
    const walked = computed(() => {
      if (stop.value === undefined || chosen.value) return undefined;
      return stopAt(shape.value, Math.min(stop.value, stopCount(shape.value) - 1));
    });
    const selection = computed((): Selection => {
      const wanted = walked.value?.selection ?? chosen.value;
      const { sizes } = shape.value;
      return wanted && exists(wanted, sizes) ? wanted : { kind: "unit", layer: sizes.length - 1, unit: 0 };
    });
    return { sample, traced, check, shape, walked, selection };
  }, [session]);

  // numbers that change all the time can't be read
  useEffect(() => {
    if (status.peek() === "playing") session.pause();
  }, [session, status]);

  const lines = useRef<HTMLElement>(null);
  // what is pointed at in the drawing is lit in the equations, too
  useEffect(() => {
    for (const term of lines.current?.querySelectorAll(".term") ?? []) {
      const part = partOf(term.getAttribute("class") ?? "");
      term.classList.toggle("pointed", Boolean(part && hovered.value && isPointed(part, hovered.value)));
    }
  });

  const sample = view.sample.value;
  const traced = view.traced.value;
  const selection = view.selection.value;
  const walked = view.walked.value;
  if (!sample || !traced || !task.value || !network.value) return <div class="derivation" />;
  const check = view.check.value;
  const shown = linesOf(network.value, traced, selection).filter(({ name }) => !walked || walked.lines.includes(name));

  return (
    <div class="derivation">
      <section class="stage" aria-label="The sample in the network">
        <div class="transport">
          <label>
            <span class="quiet">training row</span>
            <input
              type="number"
              min={1}
              max={sample.rows}
              value={sample.r + 1}
              onInput={({ currentTarget: { valueAsNumber, validity } }) => {
                if (validity.valid && Number.isInteger(valueAsNumber)) row.value = valueAsNumber - 1;
              }}
            />
            <span class="quiet">of {sample.rows}</span>
          </label>
          <button type="button" onClick={() => session.step(1)} disabled={status.value !== "idle"}>
            Train a step
          </button>
        </div>
        <NetworkDrawing
          network={network.value}
          trace={traced}
          names={task.value}
          selection={selection}
          onSelect={choose}
          hovered={hovered.value}
          onHover={(at) => {
            hovered.value = at;
          }}
          label="The network; choose a unit or a connection to see its equations"
        />
        <p class="caption">
          Walk through the derivation line by line, or choose a unit or a connection: what its lines are computed from
          is lit. Its numbers are lit where they are pointed at.
        </p>
      </section>
      <section
        ref={lines}
        class={walked ? "lines walked" : "lines"}
        aria-label="The derivation"
        onPointerOver={({ target }) => {
          const term = target instanceof Element ? target.closest(".term") : undefined;
          hovered.value = term ? partOf(term.getAttribute("class") ?? "") : undefined;
        }}
      >
        <WalkButtons
          stop={walked && stop.value}
          count={stopCount(view.shape.value)}
          stage={walked?.stage}
          onStop={(at) => {
            stop.value = at;
            chosen.value = undefined;
          }}
        />
        <div aria-live="polite">
          <h2>{heading(selection, network.value.sizes.length - 1, task.value)}</h2>
          <WeightChoice selection={selection} onSelect={choose} inputs={task.value.inputs} {...view.shape.value} />
          <ol>
            {shown.map((line) => (
              <LineCard
                key={line.name}
                line={line}
                byDifferences={
                  check && selection.kind === "weight" && line.name === "error by weight"
                    ? differenceOf(check, network.value!.sizes[selection.layer]!, selection)
                    : undefined
                }
              />
            ))}
          </ol>
        </div>
        <p class="quiet">
          {check
            ? `The δ rule against central differences, over all weights: relative error ${numeral(check.relativeError)}.`
            : `With more than ${MOST_WEIGHTS} weights the numerical gradient isn't computed here.`}
        </p>
      </section>
    </div>
  );
}

function choose(selection: Selection): void {
  chosen.value = selection;
}

const exists = (wanted: Selection, sizes: readonly number[]) =>
  wanted.layer < sizes.length &&
  wanted.unit < sizes[wanted.layer]! &&
  (wanted.kind === "unit" || wanted.from === "bias" || wanted.from < sizes[wanted.layer - 1]!);

/** ∂E/∂w by central differences. */
function differenceOf({ numeric }: GradientCheck, units: number, { layer, from, unit }: Edge): number | undefined {
  const { weights, bias } = numeric[layer - 1]!;
  return from === "bias" ? bias?.[unit] : weights[from * units + unit];
}

/** What is chosen, in words: a unit, or where a weight leads from and to. */
function heading(selection: Selection, last: number, { inputs, outputs }: Task): string {
  const unit = (layer: number, unit: number) =>
    layer === 0
      ? `input “${inputs[unit]}”`
      : layer === last
        ? `output “${outputs[unit]}”`
        : `unit ${unit + 1} of hidden layer ${layer}`;
  const to = unit(selection.layer, selection.unit);
  if (selection.kind === "unit") return to.replace(/^./, (first) => first.toUpperCase());
  if (selection.from === "bias") return `Bias of ${to}`;
  return `Weight from ${unit(selection.layer - 1, selection.from)} to ${to}`;
}
