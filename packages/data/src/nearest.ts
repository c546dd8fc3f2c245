import { distance } from "fastest-levenshtein";

/** The candidate that a mistyped word most likely means, whatever its case; undefined if none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  // two letters swapped cost 2, so a word of four letters may be 2 away
  let least = Math.round(word.length * 0.4) + 0.5;
  for (const candidate of candidates) {
    const edits = distance(word.toLowerCase(), candidate.toLowerCase());
    if (edits < least) {
      best = candidate;
      least = edits;
    }
  }
  return best;
}

/** "; did you mean …?" for the end of a message, or nothing. */
export function suggestion(word: string, candidates: Iterable<string>): string {
  const meant = nearest(word, candidates);
  return meant === undefined ? "" : `; did you mean "${meant}"?`;
}

/** Words in quotes for a message; of very many, the first and the last. */
export function listed(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`);
  if (quoted.length <= 20) return quoted.join(", ");
  return [...quoted.slice(0, 10), `… (${quoted.length - 13} more) …`, ...quoted.slice(-3)].join(", ");
}
