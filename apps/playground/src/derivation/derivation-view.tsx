import { checkGradient, trace } from "@deltarule/core";
import { computed, signal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { NetworkDrawing } from "../drawing/network-drawing.tsx";
import { numeral } from "../drawing/numerals.ts";
import { type Selection, touches } from "../drawing/selection.ts";
import { rowOf } from "../tasks/task.ts";
import type { Session } from "../training/session.ts";
import { Equation } from "./equation.tsx";
import { edgeOf, linesOf, tex } from "./lines.ts";

// two forward passes a weight: up to here they take no longer than a frame or two
const MOST_WEIGHTS = 2000;

const row = signal(0);
const chosen = signal<Selection | undefined>();
const hovered = signal<Selection | undefined>();

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
    const selection = computed((): Selection => {
      const sizes = network.value?.sizes ?? [1, 1];
      const wanted = chosen.value;
      const exists =
        wanted &&
        wanted.layer < sizes.length &&
        wanted.unit < sizes[wanted.layer]! &&
        (wanted.kind === "unit" || wanted.from < sizes[wanted.layer - 1]!);
      return exists ? wanted : { kind: "unit", layer: sizes.length - 1, unit: 0 };
    });
    return { sample, traced, check, selection };
  }, [session]);

  // numbers that change all the time can't be read
  useEffect(() => {
    if (status.peek() === "playing") session.pause();
  }, [session, status]);

  const lines = useRef<HTMLElement>(null);
  // what is pointed at in the drawing is lit in the equations, too
  useEffect(() => {
    for (const term of lines.current?.querySelectorAll(".term") ?? []) {
      const edge = edgeOf(term.getAttribute("class") ?? "");
      term.classList.toggle("pointed", Boolean(edge && hovered.value && touches(hovered.value, edge)));
    }
  });

  const sample = view.sample.value;
  const traced = view.traced.value;
  const selection = view.selection.value;
  if (!sample || !traced || !task.value || !network.value) return <div class="derivation" />;
  const { sizes } = network.value;
  const check = view.check.value;
  const numeric =
    check && selection.kind === "weight"
      ? check.numeric[selection.layer - 1]!.weights[selection.from * sizes[selection.layer]! + selection.unit]!
      : undefined;

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
          <button type="button" onClick={() => session.step(1)} disabled={session.status.value !== "idle"}>
            Train a step
          </button>
        </div>
        <NetworkDrawing
          network={network.value}
          trace={traced}
          names={task.value}
          selection={selection}
          onSelect={(selection) => {
            chosen.value = selection;
          }}
          hovered={hovered.value}
          onHover={(at) => {
            hovered.value = at;
          }}
          label="The network; choose a unit or a connection to see its equations"
        />
        <p class="caption">
          Choose a unit or a connection: its lines stand beside, and what they are computed from is lit.
        </p>
      </section>
      <section
        ref={lines}
        class="lines"
        aria-label="The derivation"
        aria-live="polite"
        onPointerOver={({ target }) => {
          const term = target instanceof Element ? target.closest(".term") : undefined;
          const edge = term && edgeOf(term.getAttribute("class") ?? "");
          hovered.value = edge ? { kind: "weight", ...edge } : undefined;
        }}
      >
        <h2>{heading(selection, sizes.length - 1, task.value)}</h2>
        <label>
          <span class="quiet">weight from</span>{" "}
          <select
            value={selection.kind === "weight" ? String(selection.from) : ""}
            onChange={({ currentTarget: { value } }) => {
              const { layer, unit } = selection;
              chosen.value =
                value === "" ? { kind: "unit", layer, unit } : { kind: "weight", layer, unit, from: Number(value) };
            }}
          >
            <option value="">(the unit itself)</option>
            {Array.from({ length: sizes[selection.layer - 1]! }, (_, i) => (
              <option key={i} value={String(i)}>
                {selection.layer === 1 ? task.value!.inputs[i] : `unit ${i + 1}`}
              </option>
            ))}
          </select>
        </label>
        <ol>
          {linesOf(network.value, traced, selection).map(({ name, symbolic, numeric, value }) => (
            <li key={name} data-line={name} data-value={value}>
              <h3>{name}</h3>
              <Equation tex={symbolic} />
              <Equation tex={`= ${numeric} = \\mathbf{${tex(value)}}`} />
            </li>
          ))}
          {numeric !== undefined && (
            <li data-line="numerical gradient" data-value={numeric}>
              <h3>the same by differences</h3>
              <Equation tex="\frac{\partial E}{\partial w_{ji}} \approx \frac{E(w_{ji} + h) - E(w_{ji} - h)}{2h}" />
              <Equation tex={`= \\mathbf{${tex(numeric)}}`} />
            </li>
          )}
        </ol>
        <p class="quiet">
          {check
            ? `The δ rule against central differences, over all weights: relative error ${numeral(check.relativeError)}.`
            : `With more than ${MOST_WEIGHTS} weights the numerical gradient isn't computed here.`}
        </p>
      </section>
    </div>
  );
}

function heading(
  selection: Selection,
  last: number,
  { inputs, outputs }: { readonly inputs: readonly string[]; readonly outputs: readonly string[] },
): string {
  const unit = (layer: number, unit: number) =>
    layer === 0
      ? `input “${inputs[unit]}”`
      : layer === last
        ? `output “${outputs[unit]}”`
        : `unit ${unit + 1} of hidden layer ${layer}`;
  return selection.kind === "unit"
    ? unit(selection.layer, selection.unit).replace(/^./, (first) => first.toUpperCase())
    : `Weight from ${unit(selection.layer - 1, selection.from)} to ${unit(selection.layer, selection.unit)}`;
}
