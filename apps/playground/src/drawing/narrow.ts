import { type ReadonlySignal, signal } from "@preact/signals";

const query = matchMedia("(max-width: 560px)");
const isNarrow = signal(query.matches);
query.addEventListener("change", () => {
  isNarrow.value = query.matches;
});

/** The screen is a phone's, held upright. */
export const narrow: ReadonlySignal<boolean> = isNarrow;
