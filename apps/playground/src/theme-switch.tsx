import { theme, wear } from "./theme.ts";

export function ThemeSwitch() {
  const other = theme.value === "dark" ? "light" : "dark";
  return (
    <button type="button" class="plain" onClick={() => wear(other)} aria-label={`Use the ${other} theme`}>
      {other === "dark" ? "◐ dark" : "◑ light"}
    </button>
  );
}
