import type { Selection } from "../drawing/selection.ts";

interface Props {
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  /** Units a layer: [I, …, K]. */
  readonly sizes: readonly number[];
  readonly bias: boolean;
  /** Names of the input units. */
  readonly inputs: readonly string[];
}

/** A unit's weights by name, for those who don't point at lines. */
export function WeightChoice({ selection, onSelect, sizes, bias, inputs }: Props) {
  const { layer, unit } = selection;
  return (
    <label>
      <span class="quiet">weight from</span>{" "}
      <select
        value={selection.kind === "weight" ? String(selection.from) : ""}
        onChange={({ currentTarget: { value } }) =>
          onSelect(
            value === ""
              ? { kind: "unit", layer, unit }
              : { kind: "weight", layer, unit, from: value === "bias" ? "bias" : Number(value) },
          )
        }
      >
        <option value="">(the unit itself)</option>
        {Array.from({ length: sizes[layer - 1]! }, (_, i) => (
          <option key={i} value={String(i)}>
            {layer === 1 ? inputs[i] : `unit ${i + 1}`}
          </option>
        ))}
        {bias && <option value="bias">its bias</option>}
      </select>
    </label>
  );
}
