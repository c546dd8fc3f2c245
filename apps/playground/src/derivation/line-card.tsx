import { Equation } from "./equation.tsx";
import type { Line } from "./lines.ts";
import { tex } from "./terms.ts";

interface Props {
  readonly line: Line;
  /** The same number by central differences, to stand beside it. */
  readonly byDifferences: number | undefined;
}

/** A line of the derivation: its equation, and the same with numbers. */
export function LineCard({ line: { name, symbolic, numeric, value }, byDifferences }: Props) {
  return (
    <li data-line={name} data-value={value}>
      <h3>{name}</h3>
      <Equation tex={symbolic} />
      <Equation tex={`${numeric === undefined ? "" : `= ${numeric} `}= \\mathbf{${tex(value)}}`} />
      {byDifferences !== undefined && (
        <p class="beside" data-line="numerical gradient" data-value={byDifferences}>
          <span class="quiet">by differences</span>
          <Equation tex={`\\frac{E(w + h) - E(w - h)}{2h} = \\mathbf{${tex(byDifferences)}}`} />
        </p>
      )}
    </li>
  );
}
