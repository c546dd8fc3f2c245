import { DeltaruleError } from "@deltarule/core";

/** Work in the order of its calls: at once where nothing is under way, else behind what is. */
export interface Turns {
  /** Runs the work now, or later; later, what it throws makes the backend failed. */
  take(work: () => void): void;
  /** The same for what has to work on a failed backend too. */
  release(work: () => void): void;
  /** What the caller may change before its turn comes: a copy then. */
  keep<V extends { slice(): V }>(values: V): V;
  wait<T>(work: () => T | Promise<T>): Promise<T>;
  /** Resolves when all that was asked for is over, well or not. */
  idle(): Promise<void>;
}

/** @param name of the backend, for messages */
export function createTurns(name: string): Turns {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  let failure: DeltaruleError | undefined;

  const check = () => {
    if (failure) throw failure;
  };
  const fail = (cause: unknown) => {
    failure ??=
      cause instanceof DeltaruleError
        ? cause
        : new DeltaruleError("BACKEND_FAILED", `${name}: ${cause instanceof Error ? cause.message : String(cause)}`, {
            cause,
          });
  };
  async function turn<T>(before: Promise<unknown> | undefined, work: () => T | Promise<T>): Promise<T> {
    try {
      if (before) await before;
      check();
      return await work();
    } catch (cause) {
      fail(cause);
      throw failure;
    } finally {
      waiting--;
    }
  }
  const queue = <T>(work: () => T | Promise<T>): Promise<T> => {
    const result = turn(waiting++ > 0 ? last : undefined, work);
    last = result.catch(() => {});
    return result;
  };

  return {
    take(work) {
      if (waiting === 0) {
        check();
        work();
      } else queue(work).catch(() => {});
    },
    release(work) {
      if (waiting === 0) work();
      else last = last.then(work);
    },
    keep: (values) => (waiting === 0 ? values : values.slice()),
    wait: queue,
    async idle() {
      await last;
    },
  };
}
