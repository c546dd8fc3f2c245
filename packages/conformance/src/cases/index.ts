import type { ConformanceCase } from "../case.ts";
import { delta } from "./delta.ts";
import { facts } from "./facts.ts";
import { gather } from "./gather.ts";
import { gradient } from "./gradient.ts";
import { learning } from "./learning.ts";
import { lifecycle } from "./lifecycle.ts";
import { matmul } from "./matmul.ts";
import { memory } from "./memory.ts";
import { order } from "./order.ts";
import { padding } from "./padding.ts";
import { programs } from "./programs.ts";
import { refusals } from "./refusals.ts";
import { sigmoid } from "./sigmoid.ts";
import { squaredError } from "./squared-error.ts";
import { steps } from "./steps.ts";
import { update } from "./update.ts";

/** The whole suite: what a failure further down builds on comes first. */
export const cases: readonly ConformanceCase[] = [
  ...facts,
  ...memory,
  ...gather,
  ...matmul,
  ...sigmoid,
  ...delta,
  ...update,
  ...squaredError,
  ...order,
  ...padding,
  ...programs,
  ...gradient,
  ...steps,
  ...learning,
  ...refusals,
  ...lifecycle,
];
