import { type Backend, type CreateBackend, checked, type Facts } from "@deltarule/core";
import { type ConformanceCase, themeOf } from "./case.ts";
import { openTrial, type TrialRecord } from "./trial.ts";
import { excused, messageOf, type Waiver } from "./waiver.ts";

export interface CaseResult {
  readonly id: string;
  readonly theme: string;
  readonly title: string;
  readonly outcome: "passed" | "failed" | "skipped" | "waived";
  /** The worst error as a fraction of its bound; 0 where every comparison was exact, ∞ where there was no number. */
  readonly worst: number;
  readonly milliseconds: number;
  /** Why it failed or was skipped or waived. */
  readonly message: string | undefined;
  readonly notes: readonly string[];
}

export interface StandOptions {
  /** "raw": each case on what it needs (the default). "checked": every case through `checked`. */
  readonly through?: "raw" | "checked" | undefined;
  readonly waivers?: readonly Waiver[] | undefined;
  /** Milliseconds until a case that has not ended counts as failed; 120,000 by default. */
  readonly timeLimit?: number | undefined;
}

/** A test stand: one backend that the cases share, so that a device is opened once. */
export interface Stand {
  readonly name: string;
  readonly facts: Facts;
  /** Never rejects: what goes wrong is in the result. */
  run(c: ConformanceCase): Promise<CaseResult>;
  close(): Promise<void>;
}

export async function openStand(
  create: CreateBackend,
  { through = "raw", waivers = [], timeLimit = 120_000 }: StandOptions = {},
): Promise<Stand> {
  let shared: Backend | undefined = await create();
  const { name, facts } = shared;
  const wrapped = (backend: Backend, c: ConformanceCase) =>
    through === "checked" || c.needs === "checked" ? checked(backend) : backend;

  /** One case from its first matrix to its last `free`; a failure of either end is the case's failure. */
  async function attempt(
    c: ConformanceCase,
  ): Promise<{ record: TrialRecord; failure: { cause: unknown } | undefined }> {
    shared ??= await create();
    const { trial, record, end } = openTrial(wrapped(shared, c), async () => wrapped(await create(), c));
    const failure = await failureOf(limited(async () => c.run(trial), timeLimit));
    // what failed may never answer again, so its end is not waited for
    const ending = failureOf(limited(end, timeLimit));
    return { record, failure: failure ?? (await ending) };
  }

  return {
    name,
    facts,
    async run(c) {
      const since = performance.now();
      const result = (
        outcome: CaseResult["outcome"],
        message?: string,
        { worst, notes }: TrialRecord = { worst: 0, notes: [] },
      ): CaseResult => ({
        id: c.id,
        theme: themeOf(c),
        title: c.title,
        outcome,
        worst,
        milliseconds: performance.now() - since,
        message,
        notes,
      });
      if (c.fact && !facts[c.fact]) return result("skipped", `the backend declares ${c.fact}: false`);

      const { record, failure } = await attempt(c).catch((cause: unknown) => ({
        record: undefined,
        failure: { cause },
      }));
      if (failure) abandon();
      const waiver = waivers.find(({ id }) => id === c.id);
      if (waiver) {
        const verdict = excused(waiver, failure);
        return verdict === true ? result("waived", waiver.reason, record) : result("failed", verdict, record);
      }
      return failure ? result("failed", messageOf(failure.cause), record) : result("passed", undefined, record);
    },
    async close() {
      const backend = shared;
      shared = undefined;
      await backend?.close();
    },
  };

  /** A backend on which a case failed may be broken for the next ones, which get a new one. */
  function abandon(): void {
    void shared?.close().catch(() => {});
    shared = undefined;
  }
}

const failureOf = (work: Promise<unknown>): Promise<{ cause: unknown } | undefined> =>
  work.then(
    () => undefined,
    (cause: unknown) => ({ cause }),
  );

/** Rejects when the work has not ended in time; the work itself can't be stopped. */
function limited(work: () => Promise<void>, milliseconds: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<void>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds / 1000} s`)), milliseconds);
  });
  return Promise.race([work(), limit]).finally(() => clearTimeout(timer));
}
