import { basename } from "node:path";
import type { Backend } from "@deltarule/core";
import type { ReadOptions } from "@deltarule/data";
import { version } from "../version.ts";
import type { Learnt } from "./learn.ts";
import type { Plan } from "./plan.ts";

/** What a training ran with, beside its plan. */
export interface Setting {
  readonly reading: ReadOptions;
  readonly backend: Backend;
  /** The backend's own. */
  readonly options: object;
}

/**
 * How a network was trained, for the model file: enough to do it again, and nothing that a clock decides, so that the same command
 * writes the same bytes.
 */
export function trainingRecord({ table, prepared, options }: Plan, { course, test }: Learnt, setting: Setting) {
  const { training, validation, test: tests, dropped } = prepared;
  const { epoch, error, validationError, stopped } = course.last!;
  const { name, facts } = setting.backend;
  return {
    data: {
      // without the folder: where a file lay is nobody's business
      name: basename(table.name),
      ...setting.reading,
      rows: { training: training.rows.length, validation: validation.rows.length, test: tests.rows.length, dropped },
    },
    options,
    result: { epochs: epoch, error, validationError, stopped, test },
    backend: { name, options: setting.options, device: facts.device, precision: facts.precision },
    versions: { deltarule: version, node: process.versions.node },
  };
}
