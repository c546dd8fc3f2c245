import { serializeModel, toFunction } from "@deltarule/core";
import type { Session } from "../training/session.ts";
import { pngOf, svgText } from "./picture.ts";
import { save } from "./save.ts";
import { weightsCsv } from "./weights-csv.ts";

/** Takes the network out of the page. */
export function Files({ session }: { readonly session: Session }) {
  const { task, network, setting, standing } = session;
  if (!task.value || !network.value) return null;
  const { name, encoding } = task.value;
  const current = network.value;
  const drawing = () => document.querySelector<SVGSVGElement>("svg.network");

  const model = () => {
    const { learningRate, momentum, batchSize, seed, backend } = setting.value;
    const rates = { learningRate, momentum, batchSize, seed, backend };
    const training = { data: name, ...rates, epochs: standing.value?.epoch ?? 0 };
    save(
      `${name}.model.json`,
      serializeModel({ network: current, training, encoding: encoding ?? null }),
      "application/json",
    );
  };
  const picture = async (kind: "svg" | "png") => {
    const svg = drawing();
    if (!svg) return;
    const text = svgText(svg);
    save(
      `${name}.${kind}`,
      kind === "svg" ? new Blob([text], { type: "image/svg+xml" }) : await pngOf(text, svg.viewBox.baseVal),
    );
  };

  return (
    <details class="files">
      <summary>Take it with you</summary>
      <div>
        <button type="button" onClick={model}>
          Model file
        </button>
        <button type="button" onClick={() => save(`${name}.weights.csv`, weightsCsv(current), "text/csv")}>
          Weights as CSV
        </button>
        <button type="button" onClick={() => save(`${name}.network.js`, toFunction(current), "text/javascript")}>
          JavaScript function
        </button>
        <button type="button" onClick={() => void picture("svg")}>
          Picture, SVG
        </button>
        <button type="button" onClick={() => void picture("png")}>
          Picture, PNG
        </button>
      </div>
    </details>
  );
}
