import { cases, runConformance, themeOf } from "@deltarule/conformance";
import type { CreateBackend } from "@deltarule/core";
import { describe, expect, it } from "vitest";
import { minimalBackend } from "../examples/minimal-backend.ts";
import { elementFaults } from "./faults/elements.ts";
import { factFaults } from "./faults/facts.ts";
import type { Fault } from "./faults/fault.ts";
import { memoryFaults } from "./faults/memory.ts";
import { productFaults } from "./faults/products.ts";
import { programFaults } from "./faults/programs.ts";

const faults = [...productFaults, ...elementFaults, ...memoryFaults, ...programFaults, ...factFaults];

const planted =
  ({ plant }: Fault): CreateBackend =>
  async () => {
    const right = minimalBackend();
    return { ...right, ...plant(right) };
  };

describe("A fault in a backend that is right otherwise", () => {
  it.each(faults)("is caught: $name", async (fault) => {
    const { results } = await runConformance(planted(fault), { only: fault.caughtBy });
    const outcomes = Object.fromEntries(results.map(({ id, outcome }) => [id, outcome]));
    expect(outcomes).toEqual(Object.fromEntries(fault.caughtBy.map((id) => [id, "failed"])));
    for (const { message } of results) expect(message).toBeTruthy();
  });

  it("is planted more than fifty times, under names of their own", () => {
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
    expect(faults.length).toBeGreaterThan(50);
  });

  it("is looked for by cases that a right backend passes", async () => {
    const { results } = await runConformance(async () => minimalBackend(), {
      only: [...new Set(faults.flatMap(({ caughtBy }) => caughtBy))],
    });
    expect(results.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
  });

  it("is there for every theme of the suite", () => {
    const themes = new Set(faults.flatMap(({ caughtBy }) => caughtBy).map((id) => themeOf({ id })));
    expect([...new Set(cases.map(themeOf))].filter((theme) => !themes.has(theme))).toEqual([]);
  });
});
