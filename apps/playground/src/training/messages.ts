import { type DenseDataset, type LayerValues, Network } from "@deltarule/core";

/** All that decides a run's numbers, as it goes to the thread that trains. */
export interface Exercise {
  /** Units a layer: [I, …, K]. */
  readonly sizes: readonly number[];
  readonly training: DenseDataset;
  readonly validation: DenseDataset | undefined;
  readonly learningRate: number;
  readonly momentum: number;
  readonly batchSize: number;
  readonly seed: number;
  readonly backend: string;
  /** Weights to begin with; by default they are drawn from the seed. */
  readonly layers: readonly LayerValues[] | undefined;
}

/** How fast to go on: as fast as the backend can, or so many epochs a second. */
export type Pace = "full" | number;

/** To the thread that trains. */
export type Command =
  | { readonly do: "open"; readonly run: number; readonly exercise: Exercise }
  /** Go on where the run stands, on another backend. */
  | { readonly do: "move"; readonly backend: string }
  | { readonly do: "play"; readonly pace: Pace }
  | { readonly do: "pause" }
  | { readonly do: "step"; readonly steps: number };

/** Where the training stands. */
export interface Standing {
  readonly epoch: number;
  readonly step: number;
  /** The mean of E per training sample since the standing before; none before the first step. */
  readonly error: number | undefined;
  readonly validationError: number | undefined;
  /** Of the validation rows, or without them of the training rows; where targets are classes. */
  readonly accuracy: number | undefined;
  readonly samplesPerSecond: number | undefined;
  readonly layers: readonly LayerValues[];
  /** The training rows of the step that led here, if it was a single one. */
  readonly visited: readonly number[] | undefined;
}

/** From the thread that trains, of the run that it was told to open. */
export type News = { readonly run: number } & (
  | { readonly is: "open"; readonly device: string; readonly standing: Standing }
  | { readonly is: "standing"; readonly standing: Standing }
  | { readonly is: "moved"; readonly backend: string; readonly device: string }
  /** The other backend isn't there; the run stands where it stood. */
  | { readonly is: "refused"; readonly backend: string; readonly message: string }
  /** The last command has been carried out. */
  | { readonly is: "idle" }
  /** The training can't go on; the standings so far remain. */
  | { readonly is: "failed"; readonly message: string; readonly cause: "backend" | "training" }
);

/** A network of these sizes, [I, J, …, K], from its weights layer by layer. */
export const networkFrom = (sizes: readonly number[], layers: readonly LayerValues[]): Network =>
  Network.from(layers.map((layer, l) => ({ ...layer, inputs: sizes[l]!, units: sizes[l + 1]! })));
