import type { Paint } from "../terminal.ts";

/** Numbers on a grid, row-major; NaN leaves a cell blank. */
export interface Grid {
  readonly rows: number;
  readonly cols: number;
  readonly values: ArrayLike<number>;
}

/** How numbers are drawn. */
export interface Shading {
  /** Lines of a grid, all equally wide. */
  draw(grid: Grid): string[];
  /** Columns on the screen that a cell takes. */
  readonly cellWidth: number;
  /** The colours or characters in their order, from −most to most. */
  readonly legend: string;
}

/**
 * Numbers from −most to most, 0 being dark or blank: where there are colours, two cells a character, one in its upper half and one in
 * its lower; elsewhere two characters a cell.
 */
export const shading = (most: number, { isColorSupported }: Paint): Shading =>
  isColorSupported ? inColours(most) : inCharacters(most);

// of the 256 colours: from black over blue to cyan, and over red to yellow
const BELOW = [16, 17, 18, 19, 20, 21, 27, 33, 39, 45, 51];
const ABOVE = [16, 52, 88, 124, 160, 196, 202, 208, 214, 220, 226];
const upperHalf = (upper: number, lower: number) => `\x1b[38;5;${upper}m\x1b[48;5;${lower}m▀`;
const plain = "\x1b[0m";

function inColours(most: number): Shading {
  const colour = (x: number) => level(x, most, BELOW, ABOVE);
  return {
    cellWidth: 1,
    draw: ({ rows, cols, values }) =>
      Array.from({ length: Math.ceil(rows / 2) }, (_, line) => {
        const cell = (c: number) => {
          const [upper, lower] = [2 * line * cols + c, (2 * line + 1) * cols + c];
          return upperHalf(colour(values[upper]!), colour(values[lower] ?? 0));
        };
        return Array.from({ length: cols }, (_, c) => cell(c)).join("") + plain;
      }),
    legend: [...BELOW.toReversed(), ...ABOVE.slice(1)].map((one) => upperHalf(one, one)).join("") + plain,
  };
}

const LIGHT = ["  ", "··", "--", "==", "≡≡"];
const HEAVY = ["  ", "░░", "▒▒", "▓▓", "██"];

function inCharacters(most: number): Shading {
  return {
    cellWidth: 2,
    draw: ({ rows, cols, values }) =>
      Array.from({ length: rows }, (_, r) =>
        Array.from({ length: cols }, (_, c) => level(values[r * cols + c]!, most, LIGHT, HEAVY)).join(""),
      ),
    legend: [...LIGHT.toReversed(), ...HEAVY.slice(1)].join(""),
  };
}

/** The step of a ramp for |x|, 0 having the first and most the last. */
function level<T>(x: number, most: number, below: readonly T[], above: readonly T[]): T {
  const share = most > 0 && !Number.isNaN(x) ? Math.min(Math.abs(x) / most, 1) : 0;
  return (x < 0 ? below : above)[Math.round(share * (above.length - 1))]!;
}

/** Each k × k cells as their mean; at the edges, of the cells that there are. */
export function pooled({ rows, cols, values }: Grid, k: number): Grid {
  const [height, width] = [Math.ceil(rows / k), Math.ceil(cols / k)];
  const sums = new Float64Array(height * width);
  const counts = new Float64Array(height * width);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < cols; c++) {
      const x = values[r * cols + c]!;
      if (Number.isNaN(x)) continue;
      const at = Math.floor(r / k) * width + Math.floor(c / k);
      sums[at]! += x;
      counts[at]!++;
    }
  // no cell at all: 0 / 0, which leaves it blank
  return { rows: height, cols: width, values: sums.map((sum, at) => sum / counts[at]!) };
}
