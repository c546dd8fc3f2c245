import type { Network, Trace } from "@deltarule/core";
import { layout, type Place, sheets } from "./layout.ts";
import { narrow } from "./narrow.ts";
import { numeral } from "./numerals.ts";
import { type Selection, sameSelection, touches } from "./selection.ts";
import type { Wave } from "./wave.ts";

interface Props {
  readonly network: Network;
  /** Of the sample that is shown. */
  readonly trace: Trace | undefined;
  readonly names: { readonly inputs: readonly string[]; readonly outputs: readonly string[] };
  readonly wave?: Wave | undefined;
  readonly selection?: Selection | undefined;
  readonly onSelect?: ((selection: Selection) => void) | undefined;
  /** What is pointed at, here or elsewhere. */
  readonly hovered?: Selection | undefined;
  readonly onHover?: ((hovered: Selection | undefined) => void) | undefined;
  /** In words, for those who can't see it. */
  readonly label: string;
}

/** The network as the derivation draws it: units left to right, weights as lines whose width is their size and whose colour is their sign. */
export function NetworkDrawing({ network, trace, names, wave, selection, onSelect, hovered, onHover, label }: Props) {
  const sheet = narrow.value ? sheets.narrow : sheets.wide;
  const { layers, gaps, radius } = layout(network.sizes, sheet);
  const heaviest = Math.max(
    1,
    ...network.layers.map(({ weights }) => weights.reduce((most, w) => Math.max(most, Math.abs(w)), 0)),
  );
  const activation = ({ layer, unit }: Place) =>
    layer === 0 ? trace?.sample[unit] : trace?.layers[layer - 1]?.a[unit];
  const delta = ({ layer, unit }: Place) => trace?.layers[layer - 1]?.delta[unit];
  const largestDelta = Math.max(1e-12, ...(trace?.layers.flatMap(({ delta }) => [...delta].map(Math.abs)) ?? []));

  const pointer = (at: Selection) =>
    onHover && { onPointerEnter: () => onHover(at), onPointerLeave: () => onHover(undefined) };

  const edges = layers.slice(1).flatMap((units, l) =>
    units.flatMap((to) =>
      layers[l]!.map((from) => {
        const weight = network.layers[l]!.weights[from.unit * network.sizes[l + 1]! + to.unit]!;
        const edge = { layer: l + 1, from: from.unit, unit: to.unit };
        const lit = wave ? wave.layer === l + 1 : selection ? touches(selection, edge) : false;
        const pointed = hovered && touches(hovered, edge);
        const dim = !wave && selection && !lit;
        const classes = [
          "edge",
          weight < 0 ? "negative" : "positive",
          lit && (wave?.pass ?? "lit"),
          dim && "dim",
          pointed && "pointed",
        ];
        return (
          <line
            key={`${l}-${from.unit}-${to.unit}`}
            class={classes.filter(Boolean).join(" ")}
            x1={from.x + radius}
            y1={from.y}
            x2={to.x - radius}
            y2={to.y}
            stroke-width={inSteps(0.5 + 6 * (Math.abs(weight) / heaviest))}
            // with the mouse only: the view that lets choose lists a unit's weights too
            {...(onSelect && { role: "button", tabindex: -1, onClick: () => onSelect({ kind: "weight", ...edge }) })}
            {...pointer({ kind: "weight", ...edge })}
          >
            <title>{`w from ${from.unit + 1} to ${to.unit + 1}: ${numeral(weight)}`}</title>
          </line>
        );
      }),
    ),
  );

  const unit = (place: Place) => {
    const { layer, unit, x, y } = place;
    const a = activation(place);
    const shown = a === undefined ? undefined : numeral(Math.round(a * 100) / 100);
    const d = delta(place);
    const here: Selection = { kind: "unit", layer, unit };
    const chosen = sameSelection(selection, here);
    const pointed = sameSelection(hovered, here);
    // δ stands around a unit once the backward pass has come to it
    const hasDelta = d !== undefined && (!wave || (wave.pass === "backward" && wave.layer <= layer));
    const isReached = !wave || wave.pass === "backward" || wave.layer >= layer;
    const choose = layer > 0 && onSelect ? () => onSelect(here) : undefined;
    return (
      <g
        key={`${layer}-${unit}`}
        class={["unit", chosen && "chosen", pointed && "pointed", choose && "choosable"].filter(Boolean).join(" ")}
        {...pointer(here)}
        {...(choose && {
          role: "button",
          tabindex: 0,
          "aria-pressed": chosen,
          "aria-label": `unit ${unit + 1} of layer ${layer}${shown === undefined ? "" : `, a = ${shown}`}`,
          onClick: choose,
          onKeyDown: (event: KeyboardEvent) => {
            if (event.key !== "Enter" && event.key !== " ") return;
            event.preventDefault();
            choose();
          },
        })}
      >
        {hasDelta && (
          <circle
            class={`delta ${d < 0 ? "negative" : "positive"}`}
            cx={x}
            cy={y}
            r={radius + 4}
            stroke-width={inSteps(1 + 5 * (Math.abs(d) / largestDelta))}
          />
        )}
        <circle class="body" cx={x} cy={y} r={radius} />
        {a !== undefined && isReached && (
          <circle
            class="activation"
            cx={x}
            cy={y}
            r={radius}
            fill-opacity={inSteps(Math.max(0, Math.min(1, a)), 0.05)}
          />
        )}
        {a !== undefined && isReached && radius > 14 && (
          <text class={a > 0.5 ? "value on" : "value"} x={x} y={y + 5} font-size={Math.min(16, 0.64 * radius)}>
            {shown}
          </text>
        )}
        <title>
          {[a !== undefined && `a = ${numeral(a)}`, d !== undefined && `δ = ${numeral(d)}`].filter(Boolean).join(", ")}
        </title>
      </g>
    );
  };

  const named = (layer: number) => (layer === 0 ? names.inputs : layer === layers.length - 1 ? names.outputs : []);
  return (
    <svg
      class="network"
      viewBox={`0 0 ${sheet.width} ${sheet.height}`}
      role={onSelect ? "group" : "img"}
      aria-label={label}
    >
      <g>{edges}</g>
      {layers.flat().map(unit)}
      {layers.flat().map(({ layer, unit, x, y }) => (
        <text
          key={`name-${layer}-${unit}`}
          class="name"
          x={layer === 0 ? x - radius - 11 : x + radius + 11}
          y={y + 5}
          text-anchor={layer === 0 ? "end" : "start"}
        >
          {shortened(named(layer)[unit] ?? "", sheet.letters)}
        </text>
      ))}
      {gaps.map(
        (gap) =>
          gap && (
            <text key={gap.x} class="gap" x={gap.x} y={gap.y + 4}>
              {`⋮ ${gap.omitted} more`}
            </text>
          ),
      )}
    </svg>
  );
}

/** No finer than the eye: while a network learns, most lines then stay as they are, and a frame styles the few that don't. */
const inSteps = (x: number, step = 0.25) => Math.round(x / step) * step;

const shortened = (name: string, letters: number) => (name.length > letters ? `${name.slice(0, letters - 1)}…` : name);
