import { cases, runConformance } from "@deltarule/conformance";
import { describe, expect, it } from "vitest";
import { minimalBackend } from "../examples/minimal-backend.ts";
import { deferred } from "./deferred-backend.ts";
import { roundingBackend } from "./rounding-backend.ts";

/** Without the two that do a thing 10,000 times. */
const quick = cases.filter(({ id }) => !id.startsWith("lifecycle/many-"));

const failures = async (...run: Parameters<typeof runConformance>) =>
  (await runConformance(...run)).results
    .filter(({ outcome }) => outcome === "failed")
    .map(({ id, message }) => `${id}: ${message}`);

describe("The suite passes a right backend of another kind", () => {
  it.each(["f16", "f32", "f64"] as const)(
    "%s, rounded at every operation, summed backwards, flushed to zero",
    async (precision) => {
      expect(await failures(async () => roundingBackend(precision), { cases: quick })).toEqual([]);
    },
    60_000,
  );

  it("one whose work waits in a queue, by itself and through checked", async () => {
    expect(await failures(async () => deferred(minimalBackend()))).toEqual([]);
    expect(await failures(async () => deferred(minimalBackend()), { through: "checked" })).toEqual([]);
  }, 60_000);

  it("one that promises less, where only the cases of those facts are skipped", async () => {
    const modest = async () => {
      const right = minimalBackend();
      return { ...right, facts: { ...right.facts, deterministic: false, nonFinite: false } };
    };
    const { results } = await runConformance(modest, { cases: quick });
    const skipped = results.filter(({ outcome }) => outcome === "skipped").map(({ id }) => id);
    expect(results.filter(({ outcome }) => outcome !== "passed" && outcome !== "skipped")).toEqual([]);
    expect(skipped).toEqual(cases.filter(({ fact }) => fact).map(({ id }) => id));
  }, 60_000);
});

describe("The suite's cases", () => {
  it("have ids of their own, a theme and a sentence each", () => {
    const ids = cases.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, title } of cases) {
      expect(id).toMatch(/^[a-zA-Z]+(\/[a-zA-Z0-9_.-]+){1,2}$/);
      expect(title).toMatch(/^\S.{9,}/);
    }
  });
});
