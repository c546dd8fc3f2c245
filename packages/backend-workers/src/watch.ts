import { beatsOf } from "./control.ts";

const LOOK_MILLISECONDS = 250;

export interface Watch {
  end(): void;
}

/**
 * Looks at the heartbeats of a run's threads: a browser says nothing when it ends a worker. It is looks that are counted and not time, so
 * that a machine that sleeps for a while has no dead threads when it wakes up.
 *
 * @param patience milliseconds for which a thread may be silent
 * @param working whether a thread still has to answer
 * @param silent called with the thread that has been silent for longer
 */
export function watch(
  control: Int32Array,
  threads: number,
  patience: number,
  working: (thread: number) => boolean,
  silent: (thread: number) => void,
): Watch {
  const last = Array.from({ length: threads }, (_, thread) => ({ beats: beatsOf(control, thread), looks: 0 }));
  const timer = setInterval(() => {
    last.forEach((seen, thread) => {
      const beats = beatsOf(control, thread);
      seen.looks = beats === seen.beats && working(thread) ? seen.looks + 1 : 0;
      seen.beats = beats;
      if (seen.looks * LOOK_MILLISECONDS >= patience) silent(thread);
    });
  }, LOOK_MILLISECONDS);
  return { end: () => clearInterval(timer) };
}
