import { Command } from "commander";
import { type BackendsFlags, backends } from "../commands/backends.ts";
import { exerciseOptions } from "../options/exercise.ts";
import { type Context, withExamples } from "./context.ts";

export function backendsUsage(context: Context): Command {
  const command = new Command("backends")
    .summary("Lists what can compute here, and how fast")
    .description("Lists what can compute on this machine, and on demand how fast it trains a network of given sizes.")
    .option("--measure", "time the training of a network on each of them")
    .action(async (flags: BackendsFlags) => {
      context.end(await backends(flags, context.terminal, context.interrupts));
    });
  exerciseOptions(command).option("--json", "JSON lines, one a backend");
  return withExamples(command, context, ["backends", "backends --measure --layers 784,300,10 --batch 32"]);
}
