/** 1234567 as "1,234,567". */
export const count = (n: number): string => Math.round(n).toLocaleString("en-US");

/** "1 row", "2 rows". */
export const counted = (n: number, noun: string, plural = `${noun}s`): string =>
  `${count(n)} ${n === 1 ? noun : plural}`;

/** Three significant digits, or those that are asked for: 0.01234 as "0.0123", 1234.5 as "1,230". */
export const significant = (x: number, digits = 3): string =>
  Math.abs(x) >= 1e-4 || x === 0
    ? x.toLocaleString("en-US", { minimumSignificantDigits: digits, maximumSignificantDigits: digits })
    : x.toExponential(digits - 1);

/** As short as it goes, whole numbers whole and others to four significant digits: 5.8433333 as "5.843", 12345 as "12345". */
export function plain(x: number): string {
  const four = Number.isInteger(x) ? x : Number(x.toPrecision(4));
  const text = Math.abs(four) >= 1e-4 || four === 0 ? String(four) : four.toExponential();
  return text.replaceAll("-", "−");
}

/** Samples a second, to two digits: they are never the same twice. */
export const speed = (samplesPerSecond: number): string =>
  `${count(Number(samplesPerSecond.toPrecision(2)))} samples/s`;

/** A share as "96.7 %". */
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Seconds as "0 s", "<0.1 s", "0.4 s", "12 s", "3 min 5 s", "2 h 4 min". */
export function duration(seconds: number): string {
  if (seconds === 0) return "0 s";
  if (seconds < 0.05) return "<0.1 s";
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
