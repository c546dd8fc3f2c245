import { generator } from "@deltarule/core";

/** The samples that are no measurements, as the text of their files. */
export const generated: Readonly<Record<string, () => string>> = { encoder, parity, spirals };

/** The same symbol in and out. One-hot it is the 10-5-10 encoder problem: five hidden units have to find a code for ten. */
function encoder(): string {
  return csv(
    ["symbol", "same"],
    [..."abcdefghij"].map((symbol) => [symbol, symbol]),
  );
}

/** Whether an odd number of four bits is 1. */
function parity(): string {
  const rows = Array.from({ length: 16 }, (_, n) => {
    const bits = [8, 4, 2, 1].map((place) => Math.floor(n / place) % 2);
    return [...bits, bits.reduce((sum, bit) => sum + bit) % 2];
  });
  return csv(["b1", "b2", "b3", "b4", "parity"], rows);
}

/** Two spirals that wind around each other three times, a half turn apart, 97 points each, with a little noise from seed 1. */
function spirals(): string {
  const random = generator(1);
  const noise = () => 0.1 * (random.uniform() - 0.5);
  const rows = Array.from({ length: 97 }, (_, i) => {
    const angle = (i * Math.PI) / 16;
    const radius = (6.5 * (104 - i)) / 104;
    return [1, -1].map((side) => {
      const x = side * radius * Math.sin(angle) + noise();
      const y = side * radius * Math.cos(angle) + noise();
      return [x.toFixed(4), y.toFixed(4), side === 1 ? "first" : "second"];
    });
  });
  return csv(["x", "y", "spiral"], rows.flat());
}

const csv = (columns: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
  `${[columns, ...rows].map((row) => row.join(",")).join("\n")}\n`;
