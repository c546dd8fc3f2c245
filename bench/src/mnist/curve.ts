/** How a library gets on: after each epoch, the seconds that it has trained for and the share of the test images that it gets right. */
export interface Curve {
  readonly name: string;
  readonly note: string;
  readonly seed: number;
  readonly epochs: readonly Epoch[];
  /** Why it has fewer epochs than asked for. */
  readonly ended?: string;
}

export interface Epoch {
  /** Of processor time in training, since the start: other programs on the machine count less than by the clock on the wall. */
  readonly seconds: number;
  readonly accuracy: number;
}

export interface MnistResult {
  readonly curves: readonly Curve[];
  /** Libraries that could not take part, with the reason. */
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

export const bestAccuracy = ({ epochs }: Curve): number => Math.max(...epochs.map(({ accuracy }) => accuracy));
export const secondsAnEpoch = ({ epochs }: Curve): number => (epochs.at(-1)?.seconds ?? Number.NaN) / epochs.length;

/** Seconds of training until the end of the first epoch that was so good; undefined if none was. */
export const secondsTo = (accuracy: number, { epochs }: Curve): number | undefined =>
  epochs.find((epoch) => epoch.accuracy >= accuracy)?.seconds;
