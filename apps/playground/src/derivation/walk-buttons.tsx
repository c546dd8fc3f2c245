interface Props {
  /** From 0; none while nothing is walked. */
  readonly stop: number | undefined;
  readonly count: number;
  readonly stage: string | undefined;
  readonly onStop: (stop: number) => void;
}

/** Back and next through the derivation's lines. */
export function WalkButtons({ stop, count, stage, onStop }: Props) {
  return (
    <div class="transport">
      <button type="button" disabled={!stop} onClick={() => onStop(stop! - 1)}>
        ◀ Back
      </button>
      <button
        type="button"
        class="main"
        disabled={stop === count - 1}
        onClick={() => onStop(stop === undefined ? 0 : stop + 1)}
      >
        {stop === undefined ? "Walk through ▶" : "Next ▶"}
      </button>
      <output class="quiet">{stop !== undefined && `${stop + 1} of ${count} · ${stage}`}</output>
    </div>
  );
}
