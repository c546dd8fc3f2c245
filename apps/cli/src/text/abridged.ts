/** What a long list is cut down to. */
export interface Abridgement<T> {
  /** How many of its beginning and of its end stay. */
  readonly first: number;
  readonly last: number;
  /** What stays wherever it is. */
  readonly keep?: (item: T, index: number) => boolean;
}

/** A list of which nothing is left out. */
export const whole: Abridgement<unknown> = { first: Number.POSITIVE_INFINITY, last: 0 };

/** Each item that stays as `show` has it, and in the place of the others what `gap` says of them; never of a single one. */
export function abridged<T, R>(
  items: readonly T[],
  { first, last, keep = () => false }: Abridgement<T>,
  show: (item: T, index: number) => R,
  gap: (omitted: readonly T[]) => R,
): R[] {
  const stays = items.map((item, i) => i < first || i >= items.length - last || keep(item, i));
  const shown: R[] = [];
  for (let i = 0; i < items.length; ) {
    const next = stays.indexOf(true, i);
    const end = next < 0 ? items.length : next;
    if (end - i > 1) shown.push(gap(items.slice(i, end)));
    else if (end > i) shown.push(show(items[i]!, i));
    if (end < items.length) shown.push(show(items[end]!, end));
    i = end + 1;
  }
  return shown;
}
