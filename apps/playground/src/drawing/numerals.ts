/** Three digits that matter, a real minus sign: −0.0123, 4.56, 1.2e−7. */
export function numeral(x: number): string {
  if (x === 0) return "0";
  const size = Math.abs(x);
  const text = size >= 0.001 && size < 1e5 ? String(Number(x.toPrecision(3))) : x.toExponential(2);
  return text.replaceAll("-", "−");
}
