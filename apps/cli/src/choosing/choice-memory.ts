import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Auto, catalogue, standsFor, type Work } from "@deltarule/backends";
import { machine } from "@deltarule/measure/node";
import envPaths from "env-paths";
import * as v from "valibot";
import writeFileAtomic from "write-file-atomic";
import { isSystemError, reasonOf } from "../system-error.ts";
import { version } from "../version.ts";

const kept = v.object({
  name: v.string(),
  why: v.string(),
  timed: v.pipe(
    v.array(v.object({ name: v.string(), device: v.string(), samplesPerSecond: v.number() })),
    v.readonly(),
  ),
  leftOut: v.pipe(v.array(v.object({ name: v.string(), reason: v.string() })), v.readonly()),
  rows: v.number(),
  /** The day. */
  remembered: v.string(),
});

/** What was chosen once, and when. */
export type Kept = v.InferOutput<typeof kept>;

/** By what they were chosen for, the oldest first. */
const content = v.record(v.string(), kept);

export interface ChoiceMemory {
  recall(key: string): Promise<Kept | undefined>;
  keep(key: string, choice: Kept): Promise<void>;
}

const MOST_KEPT = 200;

/** Where the choices of this user are kept. */
export const choicesFile = (): string => join(envPaths("deltarule", { suffix: "" }).cache, "backends.json");

/**
 * Choices in a file that may go at any time. One that can't be read or written is told and done without.
 * @param tell is told what is wrong with the file
 */
export function choiceMemory(path: string, tell: (message: string) => void): ChoiceMemory {
  let told = false;
  const read = async (): Promise<Record<string, Kept>> => {
    try {
      return v.parse(content, JSON.parse(await readFile(path, "utf8")));
    } catch (error) {
      if (!told && !(isSystemError(error) && error.code === "ENOENT"))
        tell(`what --remember has kept in ${path} can't be read and is ignored: ${reasonOf(error)}`);
      told = true;
      return {};
    }
  };
  return {
    recall: async (key) => (await read())[key],
    async keep(key, choice) {
      // read again: while this process was choosing, another may have kept its own
      const { [key]: _, ...others } = await read();
      const entries = [...Object.entries(others), [key, choice] as const].slice(-MOST_KEPT);
      const all = Object.fromEntries(entries);
      try {
        await mkdir(dirname(path), { recursive: true });
        await writeFileAtomic(path, `${JSON.stringify(all)}\n`);
      } catch (error) {
        tell(`--remember can't write ${path}: ${reasonOf(error)}`);
      }
    },
  };
}

/** All on which a choice depends: the shapes, the versions, the machine, and from where paths and packages are looked for. */
export function choiceKey(auto: Auto, { network: { sizes }, batchSize, samples }: Work): string {
  const { processor, cores, engine } = machine();
  const known = standsFor(auto).every((name) => catalogue.some((entry) => entry.name === name));
  const folder = known ? undefined : process.cwd();
  const setting = { auto, layers: sizes, batchSize, samples, folder };
  return JSON.stringify({ ...setting, deltarule: version, processor, cores, engine });
}
