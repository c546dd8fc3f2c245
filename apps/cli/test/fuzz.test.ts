import { join } from "node:path";
import { expect, test } from "vitest";
import { type Outcome, tryOne } from "../fuzz/judge.ts";
import { emptyFolder } from "./deltarule.ts";

const count = Number(process.env.DELTARULE_FUZZ ?? 400);
const first = Number(process.env.DELTARULE_FUZZ_SEED ?? 0);

test(`takes a command line or says what is wrong with it: ${count} drawn ones from seed ${first} on`, async () => {
  const path = join(emptyFolder(), "config.json");
  const outcomes = new Map<Outcome, number>();
  for (let seed = first; seed < first + count; seed++) {
    const outcome = await tryOne(seed, path).catch((cause: unknown) => {
      throw new Error(`seed ${seed}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    });
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  // the lines are neither all nonsense nor all sound
  for (const outcome of ["refused", "taken", "planned"] as const)
    expect(outcomes.get(outcome) ?? 0, outcome).toBeGreaterThan(count / 100);
}, 3_600_000);
