/** Three digits that matter, a real minus sign: −0.0123, 4.56, 1.2e−7. */
export function numeral(x: number): string {
  if (x === 0) return "0";
  const size = Math.abs(x);
  const text = size >= 0.001 && size < 1e5 ? String(Number(x.toPrecision(3))) : x.toExponential(2);
  return text.replaceAll("-", "−");
}

/** Large counts with a unit: 950, 61 k, 8.5 M. */
export function rate(perSecond: number): string {
  if (perSecond >= 1e6) return `${Number((perSecond / 1e6).toPrecision(2))} M`;
  if (perSecond >= 1e3) return `${Number((perSecond / 1e3).toPrecision(2))} k`;
  return String(Math.round(perSecond));
}
