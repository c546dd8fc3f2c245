import fc from "fast-check";
import { expect, test } from "vitest";
import { generator } from "../src/random.ts";
import { schedule } from "../src/schedule.ts";

const fixed = { random: undefined, rate: () => 0.5 };

test("5 samples in batches of 2, in data order: two whole batches and the remainder, epoch by epoch", () => {
  const { next, stepsPerEpoch, total } = schedule({ samples: 5, batchSize: 2, epochs: 2, ...fixed });
  expect({ stepsPerEpoch, total }).toEqual({ stepsPerEpoch: 3, total: 6 });
  const stretches = [10, 10, 1, 10].map((limit) => {
    const { order, ...rest } = next(limit);
    return { ...rest, order: [...order] };
  });
  expect(stretches).toEqual([
    { remainder: false, steps: 2, rate: 0.5, order: [0, 1, 2, 3] },
    { remainder: true, steps: 1, rate: 0.5, order: [4] },
    { remainder: false, steps: 1, rate: 0.5, order: [0, 1] },
    { remainder: false, steps: 1, rate: 0.5, order: [2, 3] },
  ]);
});

test("without a remainder a stretch spans epochs, as far as the rate is the same", () => {
  const { next } = schedule({
    samples: 2,
    batchSize: 1,
    epochs: 4,
    random: undefined,
    rate: (epoch) => (epoch < 2 ? 1 : 0.1),
  });
  expect([...next(100).order]).toEqual([0, 1, 0, 1]);
  const second = next(100);
  expect({ rate: second.rate, order: [...second.order] }).toEqual({ rate: 0.1, order: [0, 1, 0, 1] });
});

test("the rate is asked for once an epoch", () => {
  const asked: number[] = [];
  const { next } = schedule({
    samples: 3,
    batchSize: 2,
    epochs: 3,
    random: undefined,
    rate: (epoch) => asked.push(epoch),
  });
  for (let i = 0; i < 6; i++) next(1);
  expect(asked).toEqual([0, 1, 2]);
});

test("however it is cut, the same samples come in the same order, and each epoch visits each sample once", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 20 }),
      fc.boolean(),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 10 }),
      (samples, batch, shuffled, limits) => {
        const batchSize = Math.min(batch, samples);
        const visit = (limitOf: (call: number) => number) => {
          const plan = schedule({
            samples,
            batchSize,
            epochs: 3,
            random: shuffled ? generator(5) : undefined,
            rate: () => 1,
          });
          const visited: number[] = [];
          for (let call = 0; plan.step < plan.total; call++) visited.push(...plan.next(limitOf(call)).order);
          return visited;
        };
        const one = visit(() => 1);
        expect(visit((call) => limits[call % limits.length]!)).toEqual(one);
        for (let epoch = 0; epoch < 3; epoch++) {
          const rows = one.slice(epoch * samples, (epoch + 1) * samples);
          expect([...rows].sort((a, b) => a - b)).toEqual(Array.from({ length: samples }, (_, s) => s));
        }
      },
    ),
    { seed: 1 },
  );
});

test("from any step on, with the generator as it was, the order goes on as it would have", () => {
  const options = { samples: 5, batchSize: 2, epochs: 4, rate: () => 1 };
  for (let steps = 0; steps < 12; steps++) {
    const first = schedule({ ...options, random: generator(5) });
    for (let s = 0; s < steps; s++) first.next(1);
    const second = schedule({ ...options, from: first.step, random: generator(first.generator()!) });
    expect(second.generator()).toEqual(first.generator());
    while (first.step < first.total) expect(second.next(1)).toEqual(first.next(1));
    expect(second.step).toBe(second.total);
  }
});
