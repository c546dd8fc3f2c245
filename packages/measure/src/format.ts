/** Three significant digits with the usual prefix: 10.4M, 337k, 12.5. */
export function short(x: number): string {
  const magnitude = Math.abs(x);
  for (const [scale, prefix] of prefixes) if (magnitude >= scale * 0.9995) return `${digits(x / scale)}${prefix}`;
  return magnitude < 0.01 && x !== 0 ? x.toExponential(1) : digits(x);
}

const prefixes = [
  [1e12, "T"],
  [1e9, "G"],
  [1e6, "M"],
  [1e3, "k"],
] as const;

const digits = (x: number) => (Math.abs(x) >= 999.5 ? x.toFixed(0) : String(Number(x.toPrecision(3))));
