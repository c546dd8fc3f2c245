import { effect, type ReadonlySignal, signal } from "@preact/signals";

/** The two passes of a step, layer by layer: activations forward, then δ back. */
export interface Wave {
  readonly pass: "forward" | "backward";
  readonly layer: number;
}

const MS_A_LAYER = 420;

/**
 * Runs through both passes whenever a single step has been made. People who ask for less motion get the end of it at once.
 * @param step counts the single steps; undefined: no single step
 */
export function createWave(
  layers: () => number,
  step: ReadonlySignal<number | undefined>,
): ReadonlySignal<Wave | undefined> {
  const wave = signal<Wave | undefined>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    clearTimeout(timer);
    wave.value = undefined;
    if (step.value === undefined || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const last = layers();
    const stages: Wave[] = [
      ...Array.from({ length: last }, (_, l): Wave => ({ pass: "forward", layer: l + 1 })),
      ...Array.from({ length: last }, (_, l): Wave => ({ pass: "backward", layer: last - l })),
    ];
    const show = (at: number) => {
      wave.value = stages[at];
      if (at < stages.length) timer = setTimeout(show, MS_A_LAYER, at + 1);
    };
    show(0);
  });
  return wave;
}
