import { type Find, fann, node, python } from "./find.ts";

/** Another library that trains the same networks. */
export interface Peer {
  readonly name: string;
  readonly find: Find;
  /** What a step takes: one sample, the workload's batch, or all samples. */
  readonly step: "sample" | "batch" | "all";
  /**
   * "rule": it learns by the delta rule on ½ Σ (t − a)², so its outputs after a batch are those of float64. "learning": by another rule, so
   * its error must fall. "none": it doesn't tell its outputs.
   */
  readonly proof: "rule" | "learning" | "none";
  /** Takes part where several threads are measured. */
  readonly threads?: true;
  /** Not tried on networks of more weights, with the reason. */
  readonly most?: { readonly weights: number; readonly reason: string };
}

/** On W6 an epoch is one batch, and that takes plain JavaScript half a minute or more. */
const slowFrom = { weights: 5e6, reason: "an epoch takes half a minute or more" };

export const peers: readonly Peer[] = [
  {
    name: "brain.js",
    find: node("brain"),
    step: "sample",
    proof: "rule",
    most: slowFrom,
  },
  {
    name: "synaptic",
    find: node("synaptic"),
    step: "sample",
    proof: "learning",
    most: { weights: 5e4, reason: "it needs a kilobyte a connection" },
  },
  { name: "tfjs cpu", find: node("tfjs", "cpu"), step: "batch", proof: "rule", most: slowFrom },
  { name: "tfjs wasm", find: node("tfjs", "wasm"), step: "batch", proof: "rule", threads: true },
  { name: "ml-fnn", find: node("ml-fnn"), step: "all", proof: "none", most: slowFrom },
  { name: "FANN incremental", find: fann("incremental"), step: "sample", proof: "rule" },
  { name: "FANN batch", find: fann("batch"), step: "all", proof: "rule" },
  { name: "numpy by hand", find: python("numpy_by_hand.py", "numpy"), step: "batch", proof: "rule", threads: true },
  { name: "PyTorch eager", find: python("pytorch.py", "torch", "eager"), step: "batch", proof: "rule", threads: true },
  {
    name: "PyTorch by hand",
    find: python("pytorch.py", "torch", "by-hand"),
    step: "batch",
    proof: "rule",
    threads: true,
  },
  { name: "scikit-learn", find: python("scikit_learn.py", "sklearn"), step: "batch", proof: "learning" },
];
