import { train } from "@deltarule/core";
import { openBackend } from "../backends.ts";
import type { Curve, Epoch } from "./curve.ts";
import type { Images } from "./images.ts";
import { nielsen, nielsenNetwork } from "./nielsen.ts";

/** Nielsen's network through `train`, measured on the test images at each epoch's report; all the time that `train` takes counts. */
export async function ourCurve(
  specifier: string,
  { training, test }: { readonly training: Images; readonly test: Images },
  {
    epochs,
    seed,
    signal,
  }: { readonly epochs: number; readonly seed: number; readonly signal?: AbortSignal | undefined },
): Promise<Curve> {
  const backend = await openBackend(specifier);
  const { batchSize, rate: learningRate } = nielsen;
  const curve: Epoch[] = [];
  const began = process.cpuUsage();
  try {
    const reports = train(nielsenNetwork(seed), training, {
      ...{ backend, batchSize, learningRate, epochs, seed, signal },
      average: true,
      validation: test,
    });
    for await (const { accuracy = Number.NaN } of reports) {
      signal?.throwIfAborted();
      const { user, system } = process.cpuUsage(began);
      curve.push({ seconds: (user + system) / 1e6, accuracy });
    }
  } finally {
    await backend.close();
  }
  return { name: `deltarule ${specifier}`, note: backend.facts.device, seed, epochs: curve };
}
