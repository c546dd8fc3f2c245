/** Something that can be timed beside others. */
export interface Candidate {
  /** Unique among the candidates of one measurement. */
  readonly name: string;
  /** Everything that isn't timed: load, allocate, start. A rejection skips the candidate, with its message as the reason. */
  prepare(): Promise<Prepared>;
}

/** A candidate that is ready to work. */
export interface Prepared {
  /** What runs, in a few words: device, version, where its rule differs. */
  readonly note?: string | undefined;
  /** Whether it computes the right numbers; a candidate that doesn't is not timed. */
  prove?(): Promise<Proof>;
  /** Does its piece of work `count` times, to the end: the last thing is a read of a result. */
  run(count: number): Promise<Work>;
  close(): Promise<void>;
}

export interface Work {
  /** Samples, elements, floating-point operations: what the measurement counts. */
  readonly units: number;
  /** By the candidate's own clock, for one that works in another process; without it the caller's clock counts. */
  readonly milliseconds?: number;
}

export interface Proof {
  readonly correct: boolean;
  /** The numbers behind it: the largest difference, and what was allowed. */
  readonly detail: string;
}
