import {
  elementwise,
  elementwiseCandidate,
  type Measurement,
  matmulCandidate,
  type Product,
  takeTurns,
} from "@deltarule/measure";
import { openBackend } from "./backends.ts";
import type { BenchOptions } from "./options.ts";
import { peakCandidate } from "./peak/peak-candidates.ts";
import { together } from "./together.ts";
import { findWorkload } from "./workloads.ts";

/** The matrix products of a training step, layer by layer, beside the 128-bit peaks; and each other operation on W5's activations. */
export async function measureOperations({
  backends,
  turns,
  longestMilliseconds,
}: BenchOptions): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const id of ["w4", "w5", "w6"]) {
    // each build of the kernels has the peak of its own arithmetic above it; on some processors they are the same
    const peaks = [peakCandidate("mul beside add", 14), peakCandidate("relaxed madd", 12)];
    const products = backends.map((backend) =>
      productsOf(id).map((product) => matmulCandidate(named(product, backend), () => openBackend(backend), product)),
    );
    const steps = products.map((ofOne, b) => together(`all products of a step, ${backends[b]}`, ofOne));
    measurements.push(
      await takeTurns([...peaks, ...steps, ...products.flat()], {
        ...turns,
        longestMilliseconds,
        title: `${id.toUpperCase()}'s matrix products`,
        unit: "flop",
      }),
    );
  }
  const passes = elementwise.flatMap((operation) =>
    backends.map((backend) =>
      elementwiseCandidate(`${operation}, ${backend}`, () => openBackend(backend), operation, { rows: 128, cols: 800 }),
    ),
  );
  measurements.push(await takeTurns(passes, { ...turns, title: "Element by element, 128×800", unit: "elements" }));
  return measurements;
}

/** Forward (n × I)(I × J), δ carried back (n × J)(I × J)ᵀ, weight change (n × I)ᵀ(n × J), of each different layer. */
function productsOf(id: string): Product[] {
  const { layers, batchSize: n } = findWorkload(id).options;
  const shapes = layers.slice(1).map((J, l): [number, number] => [layers[l]!, J]);
  const products = shapes.flatMap(([I, J], l): Product[] => [
    { form: "NN", rows: n, inner: I, cols: J },
    ...(l > 0 ? [{ form: "NT", rows: n, inner: J, cols: I } as const] : []),
    { form: "TN", rows: I, inner: n, cols: J },
  ]);
  return products.filter((product, p) => products.findIndex((other) => named(other, "") === named(product, "")) === p);
}

const named = ({ form, rows, inner, cols }: Product, backend: string) =>
  `${form} (${rows}×${inner})(${inner}×${cols}), ${backend}`;
