import { catalogue } from "@deltarule/backends";
import { expect, test } from "vitest";
import { backendChoice, choiceText, everyChoice } from "../src/backend-choice.ts";

test.each([
  ["cpu", "cpu", {}],
  ["cpu:arithmetic=portable", "cpu", { arithmetic: "portable" }],
  ["cpu:arithmetic=portable,simd=false", "cpu", { arithmetic: "portable", simd: false }],
  ["workers:threads=3,arithmetic=portable", "workers", { threads: 3, arithmetic: "portable" }],
  ["./mine.js:threads=2,mode=a:b,loud=true", "./mine.js", { threads: 2, mode: "a:b", loud: true }],
])("%s is a backend and its options", (text, specifier, options) => {
  expect(backendChoice(text)).toEqual({ specifier, options });
  expect(choiceText(backendChoice(text))).toBe(text);
});

test.each([
  ["cpu:simd=no", 'cpu\'s option simd is "no"; expected true or false.'],
  ["workers:threads=0", 'workers\'s option threads is "0"; expected a whole number from 1 to 1024.'],
  ["workers:threads=1.5", 'workers\'s option threads is "1.5"; expected a whole number from 1 to 1024.'],
  ["workers:threads=all", 'workers\'s option threads is "all"; expected a whole number from 1 to 1024.'],
  ["cpu:constructor=1", 'cpu has no option "constructor"; expected arithmetic or simd.'],
  ["cpu:arithmatic=fast", 'cpu has no option "arithmatic"; expected arithmetic or simd. Did you mean arithmetic?'],
  ["cpu:portable", '"portable" is no option of a backend; expected one such as simd=false.'],
  ["", "Expected a name of deltarule backends, a module's path or a package."],
  [" ", "Expected a name of deltarule backends, a module's path or a package."],
  ["./mine.js:threads=2,fast", '"fast" is no option of a backend; expected one such as simd=false.'],
])("%s is refused", (text, message) => {
  expect(() => backendChoice(text)).toThrow(message);
});

test("every choice is each backend as it is and with one option changed, by names that --backend takes", () => {
  const all = everyChoice();
  expect(all.map(choiceText)).toEqual(
    expect.arrayContaining([
      "cpu",
      "cpu:arithmetic=portable",
      "cpu:simd=false",
      "workers:arithmetic=portable",
      ...catalogue.map(({ name }) => name),
    ]),
  );
  for (const choice of all) expect(backendChoice(choiceText(choice))).toEqual(choice);
});
