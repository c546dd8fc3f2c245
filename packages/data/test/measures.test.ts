import { describe, expect, it } from "vitest";
import { accuracy, confusionMatrix, rmse, rSquared } from "../src/index.ts";

const actual = ["cat", "ant", "cat", "cat", "ant", "bird"];
const predicted = ["ant", "ant", "cat", "cat", "ant", "cat"];

describe("accuracy", () => {
  it("is the share of right predictions", () => {
    expect(accuracy(actual, predicted)).toBe(4 / 6);
  });
});

describe("the confusion matrix", () => {
  it("has a row an actual class and a column a predicted one", () => {
    expect(confusionMatrix(["ant", "bird", "cat"], actual, predicted)).toEqual([
      [2, 0, 0],
      [0, 0, 1],
      [1, 0, 2],
    ]);
  });

  it("refuses a label that isn't among the classes", () => {
    expect(() => confusionMatrix(["ant", "cat"], actual, predicted)).toThrow('"bird" is none of the classes');
  });
});

describe("measures of numbers", () => {
  it("agree with the worked example of scikit-learn's manual", () => {
    expect(rmse([3, -0.5, 2, 7], [2.5, 0, 2, 8])).toBeCloseTo(Math.sqrt(0.375), 15);
    expect(rSquared([3, -0.5, 2, 7], [2.5, 0, 2, 8])).toBeCloseTo(0.9486081370449679, 15);
  });

  it("give an R² of 0 to the mean, and a negative one to worse", () => {
    expect(rSquared([1, 2, 3], [2, 2, 2])).toBe(0);
    expect(rSquared([1, 2, 3], [3, 2, 1])).toBe(-3);
  });

  it("give an R² of 1 or 0 to a constant target, as there is nothing to explain", () => {
    expect(rSquared([0.1, 0.1, 0.1], [0.1, 0.1, 0.1])).toBe(1);
    expect(rSquared([0.1, 0.1, 0.1], [0.1, 0.1, 0.2])).toBe(0);
  });
});

it("a measure wants a prediction for each value, and at least one", () => {
  for (const measure of [rmse, rSquared]) {
    expect(() => measure([1], [1, 2])).toThrow(expect.objectContaining({ code: "SHAPE_MISMATCH" }));
    expect(() => measure([], [])).toThrow(expect.objectContaining({ code: "DATA_INVALID" }));
  }
  expect(() => accuracy(["a"], [])).toThrow("1 actual values and 0 predictions");
});
