import fc from "fast-check";
import { expect, test } from "vitest";
import { parseVariant, variants, variantText } from "../src/index.ts";

test.each([
  ["cpu", "cpu", {}],
  ["cpu:", "cpu", {}],
  ["cpu:simd=false,arithmetic=portable", "cpu", { simd: false, arithmetic: "portable" }],
  ["workers:threads=3", "workers", { threads: 3 }],
  ["./cpu.js", "./cpu.js", {}],
  ["./mine.js", "./mine.js", {}],
  ["./mine.js:threads=2,mode=a:b,loud=true", "./mine.js", { threads: 2, mode: "a:b", loud: true }],
  ["@me/backend:device=gpu0", "@me/backend", { device: "gpu0" }],
  ["C:\\mine.js", "C:\\mine.js", {}],
  ["C:\\mine.js:rate=0.5", "C:\\mine.js", { rate: 0.5 }],
])("%s is a backend and its options", (text, name, options) => {
  expect(parseVariant(text)).toEqual({ name, options });
});

test.each([
  ["cpu:portable", "portable"],
  ["workers:threads=", "threads="],
  ["./mine.js:threads=2,fast", "fast"],
  ["./mine.js:threads=2,", ""],
])("%s is refused", (text, pair) => {
  expect(() => parseVariant(text)).toThrow(
    expect.objectContaining({
      code: "OPTION_INVALID",
      message: `"${pair}" is no option of a backend; expected one such as simd=false`,
    }),
  );
});

test("what is written is read again: every variant of the catalogue, and any other", () => {
  for (const variant of variants) expect(parseVariant(variantText(variant))).toEqual(variant);

  const word = fc.stringMatching(/^[a-z][\w-]*$/);
  const value = fc.oneof(
    fc.boolean(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
    word.filter((text) => text !== "true" && text !== "false"),
  );
  const name = fc.constantFrom("cpu", "workers", "./mine.js", "some-package", "@me/backend", "C:\\mine.js");
  fc.assert(
    fc.property(name, fc.dictionary(word, value, { noNullPrototype: true }), (name, options) => {
      expect(parseVariant(variantText({ name, options }))).toEqual({ name, options });
    }),
  );
});
