import { type Candidate, type Measurement, takeTurns } from "@deltarule/measure";
import type { BenchOptions } from "../options.ts";
import { flopsAnIteration, type Kind, peakModule } from "./module.ts";

const kinds: readonly Kind[] = ["mul + add", "mul beside add", "relaxed madd"];

// a processor needs as many independent chains as it starts in one instruction's latency, and has 16 registers for them
const CHAINS = [6, 8, 10, 12, 14];

/** The 128-bit peak of one core: multiplications and additions in registers alone. The unit is a floating-point operation. */
export function peakCandidate(kind: Kind, chains: number): Candidate {
  return {
    name: `128-bit peak, ${kind}, ${chains} chains`,
    async prepare() {
      const bytes = peakModule(chains, kind);
      if (!WebAssembly.validate(bytes)) throw new Error(`this engine lacks ${kind}`);
      const { instance } = await WebAssembly.instantiate(bytes);
      const run = instance.exports.run;
      if (typeof run !== "function") throw new Error("the module exports no run");
      return {
        async run(count) {
          // a few milliseconds
          for (let piece = 0; piece < count; piece++) run(100_000);
          return { units: count * 100_000 * flopsAnIteration(chains, kind) };
        },
        close: () => Promise.resolve(),
      };
    },
  };
}

export const measurePeak = ({ turns }: BenchOptions): Promise<Measurement> =>
  takeTurns(
    kinds.flatMap((kind) => CHAINS.map((chains) => peakCandidate(kind, chains))),
    { ...turns, title: "128-bit peak of one core", unit: "flop" },
  );
