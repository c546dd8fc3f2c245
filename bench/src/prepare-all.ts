import type { Candidate, Prepared, Proof } from "@deltarule/measure";

/** Parts that stand and fall as one. */
export interface AllPrepared extends Required<Pick<Prepared, "prove" | "close">> {
  readonly prepared: readonly Prepared[];
}

/** Prepares candidates that are to be one: all of them or, closed again, none. */
export async function prepareAll(parts: readonly Candidate[]): Promise<AllPrepared> {
  const prepared: Prepared[] = [];
  const close = async () => {
    await Promise.all(prepared.map((part) => part.close()));
  };
  try {
    for (const part of parts) prepared.push(await part.prepare());
  } catch (cause) {
    await close();
    throw cause;
  }
  return { prepared, close, prove: () => proveAll(prepared) };
}

/** The proof of the first that is wrong, or else of the last. */
async function proveAll(prepared: readonly Prepared[]): Promise<Proof> {
  let proof: Proof = { correct: true, detail: "nothing to prove" };
  for (const part of prepared) {
    proof = (await part.prove?.()) ?? proof;
    if (!proof.correct) break;
  }
  return proof;
}
