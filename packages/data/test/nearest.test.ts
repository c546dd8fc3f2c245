import { expect, it } from "vitest";
import { nearest } from "../src/index.ts";

it("the nearest word is the one that a typing error away is meant", () => {
  expect(nearest("trian", ["predict", "train", "check"])).toBe("train");
  expect(nearest("SPECIES", ["island", "species"])).toBe("species");
  expect(nearest("petal_lenght", ["petal_width", "petal_length"])).toBe("petal_length");
});

it("no word is near that has little in common", () => {
  expect(nearest("a", ["b", "c"])).toBeUndefined();
  expect(nearest("target", ["species", "island"])).toBeUndefined();
  expect(nearest("x", [])).toBeUndefined();
});
