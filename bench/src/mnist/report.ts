import { short } from "@deltarule/measure";
import { bestAccuracy, type Curve, type MnistResult, secondsAnEpoch, secondsTo } from "./curve.ts";

/** Nielsen's book gives his network's accuracy after each epoch; it passes this one early, and every sound implementation gets there. */
const PASSED = 0.94;

/** A row a library: its best epoch from each seed, its seconds an epoch, and the seconds until it was first as good as `PASSED`. */
export function formatMnist({ curves, skipped }: MnistResult): string {
  const names = [...new Set(curves.map(({ name }) => name))];
  const rows = names.map((name) => {
    const own = curves.filter((curve) => curve.name === name);
    const best = own.map((curve) => (100 * bestAccuracy(curve)).toFixed(2));
    const passed = own.map((curve) => secondsTo(PASSED, curve));
    const columns = [
      `${best.join(", ")} %`,
      String(own[0]!.epochs.length),
      `${short(median(own.map(secondsAnEpoch)))} s`,
      passed.every((seconds) => seconds !== undefined) ? `${short(median(passed))} s` : "–",
    ];
    return `| ${name} | ${columns.join(" | ")} | ${remark(own[0]!)} |`;
  });
  return [
    "### MNIST: 784-30-10, batch 10, ε 3.0 on the mean, weights and biases N(0, 1)\n",
    `| | best epoch, a figure a seed | epochs | an epoch | to ${100 * PASSED} % | |`,
    "| --- | --- | ---: | ---: | ---: | --- |",
    ...rows,
    ...skipped.map(({ name, reason }) => `| ${name} | – | – | – | – | skipped: ${reason} |`),
    "\n50,000 training images, accuracy on the 10,000 test images after each epoch. Seconds are of processor time; ours include" +
      " moving the images to the backend and measuring the test images. All from the first seed's weights where they can be given. deltarule shuffles each epoch, the others take the images in their order.\n",
  ].join("\n");
}

const remark = ({ note, ended }: Curve) => (ended ? `${note}; ${ended}` : note);
const median = (values: readonly number[]) => values.toSorted((x, y) => x - y)[values.length >> 1]!;
