import { writeFileSync } from "node:fs";
import { PassThrough } from "node:stream";
import { DeltaruleError } from "@deltarule/core";
import { readTable, textSource } from "@deltarule/data";
import { CommanderError } from "commander";
import picocolors from "picocolors";
import { exitCode } from "../src/exit-code.ts";
import { type ColumnFlags, encodingIn } from "../src/options/columns.ts";
import { createProgram } from "../src/program.ts";
import type { Terminal } from "../src/terminal.ts";
import { planTraining } from "../src/training/plan.ts";
import { configPath, drawCommandLine } from "./command-lines.ts";

/** What became of a command line: `planned` is a training whose options its table bears. */
export type Outcome = "helped" | "refused" | "taken" | "planned";

const rows = Array.from({ length: 24 }, (_, r) => `r${r},${r},${r % 2 ? "red" : "blue"},${r % 3 ? "no" : "yes"}`);
const table = await readTable(textSource(`id,x,colour,y\n${rows.join("\n")}\n`));
const plain = picocolors.createColors(false);

/**
 * Parses a drawn command line and its configuration file as the program does, and plans a training instead of running it.
 * @param path where the configuration file may be written
 * @throws whatever a user should never see
 */
export async function tryOne(seed: number, path: string): Promise<Outcome> {
  const [out, err] = [new PassThrough({ encoding: "utf8" }), new PassThrough({ encoding: "utf8" })];
  const terminal: Terminal = {
    stdin: new PassThrough(),
    out,
    err,
    paint: plain,
    paintError: plain,
    width: 100,
    live: false,
    quiet: false,
    command: "deltarule",
  };
  const interrupts = { keepWork: () => new AbortController().signal, code: () => exitCode.done };
  const program = createProgram(terminal, interrupts, () => {});
  let taken: { readonly name: string; readonly flags: ColumnFlags } | undefined;
  for (const command of program.commands)
    command.action(() => {
      taken = { name: command.name(), flags: command.opts() };
    });

  const drawn = drawCommandLine(seed, program);
  const words = drawn.words.map((word) => word.replace(configPath, path));
  if (drawn.config !== undefined) writeFileSync(path, drawn.config);
  try {
    await program.parseAsync(words, { from: "user" });
    if (!taken) return "helped";
    if (taken.name !== "train") return "taken";
    planTraining(table, { ...taken.flags, ...encodingIn(table, taken.flags) });
    return "planned";
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? "helped" : judge(String(err.read()), words);
    if (error instanceof DeltaruleError) return judge(`error: ${error.message}\n`, words);
    throw new Error(`${JSON.stringify(words)} ${drawn.config ?? ""}: ${error}`, { cause: error });
  }
}

/** A refusal is a line that says what is wrong, and with which word of the line, of the file or of the command's usage. */
function judge(message: string, words: readonly string[]): Outcome {
  const [first = ""] = message.split("\n");
  const named =
    words.some((word) => message.includes(word || "''")) || /--[a-z]|argument|^error: text[,:] /.test(first);
  if (/^(error: \S|Usage: )/.test(first) && named && !/^\s+at .*:\d+/m.test(message)) return "refused";
  throw new Error(`${JSON.stringify(words)}: an unhelpful message: ${JSON.stringify(message)}`);
}
