import type { Size } from "./sizes.ts";
import type { Trial } from "./trial.ts";

/** One statement about a backend, as data: any runner can run it. */
export interface ConformanceCase {
  /** "theme/variant" or "theme/variant/size", stable: waivers name it. */
  readonly id: string;
  /** A sentence about what a right backend does. */
  readonly title: string;
  /** "raw": holds for the backend itself, and again through `checked`. "checked": only a checked backend has it. */
  readonly needs: "raw" | "checked";
  /** The declared fact without which the case is skipped. There is no other way to skip one. */
  readonly fact?: "deterministic" | "nonFinite";
  /** Rejects where the backend is wrong. How near to its bound it came stands in the trial. */
  run(trial: Trial): Promise<void>;
}

export const themeOf = ({ id }: { readonly id: string }): string => id.slice(0, id.indexOf("/"));

export interface Sized extends Omit<ConformanceCase, "run"> {
  /** From small to large, so that the first failure is the smallest. */
  readonly sizes: readonly Size[];
  /** The statement at one size. It draws its numbers from fixed seeds, so it may be tried again. */
  attempt(trial: Trial, size: Size): Promise<void>;
}

/** One case a size. Where a size fails, smaller ones are tried until none fails, and that failure is the one that is shown. */
export function sized({ id, title, sizes, attempt, ...rest }: Sized): ConformanceCase[] {
  return sizes.map((size) => ({
    ...rest,
    id: `${id}/${size.join("x")}`,
    title: `${title} (${size.join(" × ")})`,
    async run(trial) {
      await attempt(trial, size).catch(async (cause: unknown) => {
        throw await smallest((smaller) => attempt(trial, smaller), size, cause);
      });
    },
  }));
}

/** The failure of the smallest size that still fails: each dimension becomes 1, half, or one less for as long as that helps. */
async function smallest(attempt: (size: Size) => Promise<void>, size: Size, failure: unknown): Promise<unknown> {
  let [current, found] = [size, failure];
  search: while (true) {
    for (const candidate of smallerThan(current)) {
      const outcome = await attempt(candidate).then(
        () => undefined,
        (cause: unknown) => ({ cause }),
      );
      if (outcome) {
        [current, found] = [candidate, outcome.cause];
        continue search;
      }
    }
    return found;
  }
}

const smallerThan = (size: Size): Size[] =>
  size.flatMap((length, d) =>
    [...new Set([1, Math.floor(length / 2), length - 1])]
      .filter((less) => less >= 1 && less < length)
      .map((less) => size.with(d, less)),
  );
