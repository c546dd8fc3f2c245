import { effect, signal } from "@preact/signals";

type Theme = "light" | "dark";
const system = (): Theme => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
/** What the page shows; the system's own until the user says otherwise. */
export const theme = signal<Theme>(system());

effect(() => {
  document.documentElement.dataset.theme = theme.value;
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  theme.value = system();
});

export function ThemeSwitch() {
  const other = theme.value === "dark" ? "light" : "dark";
  return (
    <button type="button" class="plain" onClick={() => (theme.value = other)} aria-label={`Use the ${other} theme`}>
      {other === "dark" ? "◐ dark" : "◑ light"}
    </button>
  );
}
