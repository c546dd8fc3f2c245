import { expect, it } from "vitest";
import { tryOne } from "../fuzz/judge.ts";
import { tryModelFile } from "../fuzz/model-files.ts";

const count = Number(process.env.DELTARULE_FUZZ ?? 400);
const first = Number(process.env.DELTARULE_FUZZ_SEED ?? 0);

it(`a table holds together or says what is wrong, whatever it is: ${count} drawn inputs from seed ${first} on`, async () => {
  await tryAll(tryOne, ["refused", "read", "prepared"]);
}, 3_600_000);

it(`a model file comes back to the bit or says what is wrong, whatever it is: ${count} drawn files from seed ${first} on`, async () => {
  await tryAll(tryModelFile, ["damaged", "refused", "read"]);
}, 3_600_000);

/** The inputs are neither all nonsense nor all sound: each outcome comes now and then. */
async function tryAll<Outcome>(
  one: (seed: number) => Outcome | Promise<Outcome>,
  expected: readonly Outcome[],
): Promise<void> {
  const outcomes = new Map<Outcome, number>();
  for (let seed = first; seed < first + count; seed++) {
    const outcome = await tried(one, seed);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  for (const outcome of expected) expect(outcomes.get(outcome) ?? 0, String(outcome)).toBeGreaterThan(count / 50);
}

async function tried<Outcome>(one: (seed: number) => Outcome | Promise<Outcome>, seed: number): Promise<Outcome> {
  try {
    return await one(seed);
  } catch (cause) {
    throw new Error(`seed ${seed}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
