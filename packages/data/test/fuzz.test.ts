import { expect, it } from "vitest";
import { type Outcome, tryOne } from "../fuzz/judge.ts";

const count = Number(process.env.DELTARULE_FUZZ ?? 400);
const first = Number(process.env.DELTARULE_FUZZ_SEED ?? 0);

it(`holds together or says what is wrong, whatever it is given: ${count} drawn inputs from seed ${first} on`, async () => {
  const outcomes = new Map<Outcome, number>();
  for (let seed = first; seed < first + count; seed++) {
    const outcome = await tryOne(seed).catch((cause: unknown) => {
      throw new Error(`seed ${seed}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    });
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  // the inputs are neither all nonsense nor all sound
  for (const outcome of ["refused", "read", "prepared"] as const)
    expect(outcomes.get(outcome) ?? 0, outcome).toBeGreaterThan(count / 50);
}, 3_600_000);
