import { basename } from "node:path";
import { isAuto } from "@deltarule/backends";
import type { Backend } from "@deltarule/core";
import type { ReadOptions } from "@deltarule/data";
import type { BackendChoice } from "../backend-choice.ts";
import { version } from "../version.ts";
import type { Learnt } from "./learn.ts";
import type { Plan } from "./plan.ts";

/** What a training ran with, beside its plan. */
export interface Setting {
  readonly reading: ReadOptions;
  readonly backend: Backend;
  /** As the command line had it. */
  readonly choice: BackendChoice;
}

/**
 * How a network was trained, for the model file: enough to do it again, and nothing that a clock decides but the backend that auto
 * took: with one that is named, the same command writes the same bytes.
 */
export function trainingRecord({ table, prepared, options }: Plan, { course, test }: Learnt, setting: Setting) {
  const { training, validation, test: tests, dropped } = prepared;
  const { epoch, error, validationError, stopped } = course.last!;
  const { name, facts } = setting.backend;
  const { specifier, options: backendOptions } = setting.choice;
  return {
    data: {
      // without the folder: where a file lay is nobody's business
      name: basename(table.name),
      ...setting.reading,
      rows: { training: training.rows.length, validation: validation.rows.length, test: tests.rows.length, dropped },
    },
    options,
    result: { epochs: epoch, error, validationError, stopped, test },
    backend: {
      name,
      options: backendOptions,
      device: facts.device,
      precision: facts.precision,
      ...(isAuto(specifier) && { chosenBy: specifier }),
    },
    versions: { deltarule: version, node: process.versions.node },
  };
}
