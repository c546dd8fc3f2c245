import { fuse } from "@deltarule/backend-cpu/wasm";
import { expect, test } from "vitest";
import { phasesOf } from "../src/phases.ts";
import { trainingStep } from "./training-step.ts";

for (const momentum of [0, 0.9])
  for (const sizes of [
    [4, 3],
    [4, 5, 3],
    [4, 5, 6, 3],
  ])
    test(`a training step of ${sizes.join("-")} with momentum ${momentum} has two barriers: before its sums over samples, and before the next forward pass`, async () => {
      const phases = phasesOf(fuse(await trainingStep(sizes, { momentum })));
      expect(phases.filter(({ barrier }) => barrier)).toHaveLength(2);
    });
