import type { Warning } from "@deltarule/data";

/** What the libraries' messages call an option, and what it is called here. */
const terms: readonly (readonly [RegExp, string])[] = [
  [/a category that the training rows didn't have; expected .*$/gs, "$& (--unseen zeros goes on)"],
  [/train: epochs is/g, "--epochs is"],
  [/^sampleWeights: /g, "--class-weights: "],
  [/\(type "ignore"\)/g, "(--ignore)"],
  [
    /set missing to "drop" to leave such rows out, or to "mean" to fill in/g,
    "--missing drop leaves such rows out, --missing mean fills in",
  ],
  [/fit it with missing "drop" or "mean" to allow them/g, "--missing drop or --missing mean allows them"],
  [/as targetType is "number"/g, "as --target-type is number"],
];

/** A library's message in the words of the command line. */
export const inOurTerms = (message: string): string =>
  terms.reduce((text, [theirs, ours]) => text.replaceAll(theirs, ours), message);

/** A library's warnings, likewise. */
export const warningsInOurTerms = (warnings: readonly Warning[]): Warning[] =>
  warnings.map((warning) => ({ ...warning, message: inOurTerms(warning.message) }));
