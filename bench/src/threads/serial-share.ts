import { type Measured, type Measurement, pairedRatio } from "@deltarule/measure";

/**
 * The share that t threads have not divided (Karp and Flatt 1990), where they are `gained` times as fast as one and t programs at once
 * `ceiling` times:  s = (1 / ψ − 1 / t) / (1 − 1 / t)  with  ψ = t · gained / ceiling,  so that cores which share their clock or caches
 * don't count as serial work.
 */
export function serialShare(threads: number, gained: number, ceiling: number): number {
  const psi = (threads * gained) / ceiling;
  return Math.max(0, (1 / psi - 1 / threads) / (1 - 1 / threads));
}

/** The same of three candidates' rounds; undefined where one of them was not measured. */
export function measuredShare(
  threads: number,
  { outcomes }: Measurement,
  names: { readonly one: string; readonly threads: string; readonly ceiling: string },
): number | undefined {
  const ratesOf = (name: string) =>
    outcomes.find((outcome): outcome is Measured => outcome.status === "measured" && outcome.candidate === name)?.rates;
  const [one, many, ceiling] = [ratesOf(names.one), ratesOf(names.threads), ratesOf(names.ceiling)];
  if (threads < 2 || !one || !many || !ceiling) return undefined;
  return serialShare(threads, pairedRatio(many, one).median, pairedRatio(ceiling, one).median);
}
