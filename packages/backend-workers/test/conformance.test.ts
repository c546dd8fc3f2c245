import { runConformance } from "@deltarule/conformance";
import { describeConformance } from "@deltarule/conformance/vitest";
import { expect, test } from "vitest";
import { createBackend } from "../src/index.ts";
import { createSplit } from "./split.ts";

describeConformance("workers", () => createBackend());

test.each([1, 2, 3])("programs that are always split among %d threads conform", async (threads) => {
  const only = ["programs", "steps", "gradient", "order", "lifecycle", "refusals"];
  const { results } = await runConformance(() => createSplit(threads), { only });
  expect(results.filter(({ outcome }) => outcome !== "passed" && outcome !== "skipped")).toEqual([]);
});
