import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultSetting, readSetting, writeSetting } from "../src/setting.ts";

test("an empty address is the default setting", () => {
  expect(readSetting("")).toEqual({ setting: defaultSetting, complaints: [] });
});

test("an address says what differs, and the page writes it whole", () => {
  const { setting } = readSetting("?data=spirals&hidden=8,4&learningRate=0.25");
  expect(setting).toEqual({ ...defaultSetting, data: "spirals", hidden: [8, 4], learningRate: 0.25 });
  expect(writeSetting(setting)).toBe(
    "?data=spirals&hidden=8,4&learningRate=0.25&momentum=0.5&batchSize=1&seed=1&backend=cpu",
  );
});

test("every setting comes back from its address", () => {
  const settings = fc.record({
    data: fc.string({ minLength: 1 }),
    hidden: fc.array(fc.integer({ min: 1, max: 256 }), { maxLength: 6 }),
    learningRate: fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
    momentum: fc.double({ min: 0, max: 0.999, noNaN: true }).map((x) => x + 0),
    batchSize: fc.integer({ min: 1 }),
    seed: fc.nat(),
    backend: fc.string({ minLength: 1 }),
  });
  fc.assert(
    fc.property(settings, (setting) => {
      expect(readSetting(writeSetting(setting))).toEqual({ setting, complaints: [] });
    }),
    { seed: 1 },
  );
});

test.each([
  ["?hidden=8,0", "hidden is “8,0” in the address; expected up to 6 layers of 1 to 256 units, as in 8,4"],
  ["?learningRate=-1", "learningRate is “-1” in the address; expected a positive number"],
  ["?momentum=1", "momentum is “1” in the address; expected a number from 0 up to, without, 1"],
  ["?batchSize=", "batchSize is “” in the address; expected a positive whole number"],
  ["?lerningRate=1", "the address has lerningRate, which is no setting; did it mean learningRate?"],
  ["?__proto__=1", "the address has __proto__, which is no setting"],
])("%s is said to be wrong, and the rest is used", (query, complaint) => {
  expect(readSetting(query)).toEqual({ setting: defaultSetting, complaints: [complaint] });
});
