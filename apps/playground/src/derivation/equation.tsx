import { signal } from "@preact/signals";

type Render = (tex: string) => string;
const render = signal<Render | undefined>();
let asked = false;

/** Loaded when the first equation is to be seen: half of the page's weight. */
async function load(): Promise<void> {
  if (asked) return;
  asked = true;
  const [{ default: katex }] = await Promise.all([import("katex"), import("katex/dist/katex.min.css")]);
  render.value = (tex) =>
    katex.renderToString(tex, {
      displayMode: false,
      output: "htmlAndMathml",
      throwOnError: false,
      trust: true,
      strict: false,
    });
}

/** An equation; its TeX until the renderer is there. */
export function Equation({ tex }: { readonly tex: string }) {
  void load();
  if (!render.value) return <code class="equation">{tex}</code>;
  // KaTeX's own markup, of TeX that this page writes
  return <span class="equation" dangerouslySetInnerHTML={{ __html: render.value(tex) }} />;
}
