import { DeltaruleError } from "@deltarule/core";
import * as v from "valibot";
import { type Encoding, missingPolicies, unseenPolicies } from "./encoding.ts";

const distinct = (words: readonly string[]) => new Set(words).size === words.length;
const finite = v.pipe(v.number(), v.finite());
const labels = (least: number) =>
  v.pipe(
    v.array(v.string()),
    v.minLength(least),
    v.check((words) => distinct(words), "Expected each once"),
    v.readonly(),
  );

const number = { name: v.string(), type: v.literal("number"), mean: finite };
const standardised = v.pipe(
  v.object({
    ...number,
    // written before there were others
    scaling: v.optional(v.literal("standardise"), "standardise"),
    deviation: v.pipe(finite, v.minValue(0)),
  }),
  v.readonly(),
);
const ranged = v.pipe(
  v.object({ ...number, scaling: v.literal("range"), min: finite, max: finite }),
  v.check(({ min, max }) => min <= max, "Expected min not above max"),
  v.readonly(),
);
const unscaled = v.pipe(v.object({ ...number, scaling: v.literal("none") }), v.readonly());
const category = v.pipe(
  v.object({ name: v.string(), type: v.literal("category"), categories: labels(1), mostFrequent: v.string() }),
  v.check(
    ({ categories, mostFrequent }) => categories.includes(mostFrequent),
    "Expected mostFrequent among categories",
  ),
  v.readonly(),
);
const classes = v.pipe(v.object({ name: v.string(), type: v.literal("classes"), classes: labels(2) }), v.readonly());
const range = v.pipe(
  v.object({ name: v.string(), type: v.literal("number"), min: finite, max: finite }),
  v.check(({ min, max }) => min < max, "Expected min below max"),
  v.readonly(),
);

const encoding = v.pipe(
  v.object({
    columns: labels(2),
    inputs: v.pipe(
      v.array(v.variant("type", [v.variant("scaling", [standardised, ranged, unscaled]), category])),
      v.minLength(1),
      v.readonly(),
    ),
    target: v.variant("type", [classes, range]),
    missing: v.picklist(missingPolicies),
    unseen: v.optional(v.picklist(unseenPolicies), "refuse"),
  }),
  v.check(({ columns, inputs, target }) => {
    const names = [...inputs, target].map(({ name }) => name);
    const known = new Set(columns);
    return distinct(names) && names.every((name) => known.has(name));
  }, "Expected the inputs and the target to be different columns"),
  v.readonly(),
);

/**
 * An encoding from a model file's JSON.
 * @throws MODEL_INVALID with the path of what is wrong
 */
export function parseEncoding(json: unknown): Encoding {
  const { success, output, issues } = v.safeParse(encoding, json);
  if (success) return output;
  const [issue] = issues;
  const path = ["encoding", v.getDotPath(issue)].filter((part) => part !== null).join(".");
  throw new DeltaruleError("MODEL_INVALID", `${path}: ${issue.message}`);
}
