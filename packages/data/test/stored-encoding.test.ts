import { describe, expect, it } from "vitest";
import { fitEncoding, parseEncoding } from "../src/index.ts";
import { concreteLike, penguins, table } from "./tables.ts";

const stored = async () => {
  const json: unknown = JSON.parse(
    JSON.stringify(fitEncoding(await table(penguins), { target: "species", missing: "drop" })),
  );
  return json;
};

describe("a stored encoding", () => {
  it("comes back as it was", async () => {
    expect(parseEncoding(await stored())).toEqual(
      fitEncoding(await table(penguins), { target: "species", missing: "drop" }),
    );
    const regression = fitEncoding(await concreteLike(30));
    expect(parseEncoding(JSON.parse(JSON.stringify(regression)))).toEqual(regression);
  });

  const number = { name: "x", type: "number", scaling: "standardise", mean: 0, deviation: 1 };
  const category = { name: "x", type: "category", categories: ["a"], mostFrequent: "a" };
  const target = { name: "y", type: "classes", classes: ["a", "b"] };
  const sound = { columns: ["x", "y"], inputs: [number], target, missing: "refuse", unseen: "refuse" };

  it("has any of three scalings, and without one is standardised and refuses unseen categories", () => {
    for (const scaled of [
      { name: "x", type: "number", scaling: "range", min: 0, max: 255, mean: 3 },
      { name: "x", type: "number", scaling: "none", mean: 3 },
    ])
      expect(parseEncoding({ ...sound, inputs: [scaled] })).toEqual({ ...sound, inputs: [scaled] });
    const { scaling: _, ...unscaled } = number;
    const { unseen: __, ...early } = sound;
    expect(parseEncoding({ ...early, inputs: [unscaled] })).toEqual(sound);
  });

  const faults: [fault: string, json: unknown, place: RegExp][] = [
    ["nothing", null, /^encoding: /],
    ["no inputs", { ...sound, inputs: [] }, /^encoding\.inputs: /],
    ["a mean that is text", { ...sound, inputs: [{ ...number, mean: "0" }] }, /^encoding\.inputs\.0\.mean: /],
    ["a mean that isn't finite", { ...sound, inputs: [{ ...number, mean: 1 / 0 }] }, /^encoding\.inputs\.0\.mean: /],
    ["a deviation below 0", { ...sound, inputs: [{ ...number, deviation: -1 }] }, /^encoding\.inputs\.0\.deviation: /],
    ["a type that isn't known", { ...sound, inputs: [{ ...number, type: "date" }] }, /^encoding\.inputs\.0\.type: /],
    [
      "a category twice",
      { ...sound, inputs: [{ ...category, categories: ["a", "a"] }] },
      /^encoding\.inputs\.0\.categories: /,
    ],
    [
      "a most frequent one that is none",
      { ...sound, inputs: [{ ...category, mostFrequent: "b" }] },
      /^encoding\.inputs\.0: .*mostFrequent/,
    ],
    [
      "a scaling that isn't known",
      { ...sound, inputs: [{ ...number, scaling: "log" }] },
      /^encoding\.inputs\.0\.scaling: /,
    ],
    [
      "a range that is none",
      { ...sound, inputs: [{ ...number, scaling: "range", min: 1, max: 0 }] },
      /^encoding\.inputs\.0: .*min/,
    ],
    ["one class", { ...sound, target: { ...target, classes: ["a"] } }, /^encoding\.target\.classes: /],
    ["no range", { ...sound, target: { name: "y", type: "number", min: 1, max: 1 } }, /^encoding\.target: /],
    ["a policy that isn't known", { ...sound, missing: "guess" }, /^encoding\.missing: /],
    ["an input that is the target", { ...sound, inputs: [{ ...number, name: "y" }] }, /^encoding: .*different columns/],
    ["an input that is no column", { ...sound, inputs: [{ ...number, name: "z" }] }, /^encoding: .*columns/],
  ];
  it.each(faults)("with %s is refused with the place", (_, json, place) => {
    expect(parseEncoding(sound)).toEqual(sound);
    expect(() => parseEncoding(json)).toThrow(
      expect.objectContaining({ code: "MODEL_INVALID", message: expect.stringMatching(place) }),
    );
  });
});
