import { computed, type ReadonlySignal, signal } from "@preact/signals";

type Theme = "light" | "dark";

const darkness = matchMedia("(prefers-color-scheme: dark)");
const system = (): Theme => (darkness.matches ? "dark" : "light");
const worn = signal(system());

/** What the page shows; the system's own until the user says otherwise. */
export const theme: ReadonlySignal<Theme> = worn;

export function wear(theme: Theme): void {
  // first the page, then whoever draws in its colours
  document.documentElement.dataset.theme = theme;
  worn.value = theme;
}
wear(system());
darkness.addEventListener("change", () => wear(system()));

/** A colour of the style sheet, for what is drawn on a canvas. */
export type Colour = "ink" | "quiet" | "line" | "ground" | "accent" | "positive" | "negative" | "good";

/** Asked for once a theme: asking while a frame is made has all styles computed twice. */
export const colours = computed((): ((name: Colour) => string) => {
  void theme.value;
  const style = getComputedStyle(document.documentElement);
  const known = new Map<Colour, string>();
  return (name) => {
    const colour = known.get(name) ?? style.getPropertyValue(`--${name}`).trim();
    known.set(name, colour);
    return colour;
  };
});
