import { type Find, fann, node, python } from "./find.ts";

/** Another library that trains the same networks. */
export interface Peer {
  readonly name: string;
  readonly find: Find;
  /** What a step takes: one sample, the workload's batch, or all samples. */
  readonly step: "sample" | "batch" | "all";
  /** Whether it learns by the delta rule on ½ Σ (t − a)²: its outputs after some steps are then compared with float64. */
  readonly sameRule: boolean;
  /** Takes part where several threads are measured. */
  readonly threads?: true;
  /** Not tried on networks of more weights, with the reason. */
  readonly most?: { readonly weights: number; readonly reason: string };
}

export const peers: readonly Peer[] = [
  {
    name: "brain.js",
    find: node("brain"),
    step: "sample",
    sameRule: true,
    most: { weights: 5e6, reason: "a turn takes minutes" },
  },
  {
    name: "synaptic",
    find: node("synaptic"),
    step: "sample",
    sameRule: false,
    most: { weights: 5e4, reason: "it needs a kilobyte a connection" },
  },
  { name: "tfjs cpu", find: node("tfjs", "cpu"), step: "batch", sameRule: true },
  { name: "tfjs wasm", find: node("tfjs", "wasm"), step: "batch", sameRule: true, threads: true },
  { name: "ml-fnn", find: node("ml-fnn"), step: "all", sameRule: false },
  { name: "FANN incremental", find: fann("incremental"), step: "sample", sameRule: true },
  { name: "FANN batch", find: fann("batch"), step: "all", sameRule: true },
  { name: "numpy by hand", find: python("numpy_by_hand.py", "numpy"), step: "batch", sameRule: true, threads: true },
  { name: "PyTorch eager", find: python("pytorch.py", "torch", "eager"), step: "batch", sameRule: true, threads: true },
  {
    name: "PyTorch by hand",
    find: python("pytorch.py", "torch", "by-hand"),
    step: "batch",
    sameRule: true,
    threads: true,
  },
  { name: "scikit-learn", find: python("scikit_learn.py", "sklearn"), step: "batch", sameRule: false },
];
