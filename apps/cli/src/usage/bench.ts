import { Command } from "commander";
import { type BenchFlags, bench } from "../commands/bench.ts";
import { positiveInteger } from "../option-values.ts";
import { allOption, backendsOption } from "../options/backend.ts";
import { exerciseOptions } from "../options/exercise.ts";
import { type Context, withExamples } from "./context.ts";

export function benchUsage(context: Context): Command {
  const command = new Command("bench")
    .summary("Times the training of a network")
    .description(
      "Times the training of a network, on one backend or several in turns; what computes wrong is not timed.",
    )
    .action(async (flags: BenchFlags) => {
      context.end(await bench(flags, context.terminal, context.interrupts));
    });
  exerciseOptions(command)
    .addOption(backendsOption("what to time; ratios refer to the first"))
    .addOption(allOption())
    .option("--rounds <n>", "turns that each takes", positiveInteger, 7)
    .option("--json", "JSON lines: one a candidate, and of each backend the result, the fastest last");
  return withExamples(command, context, [
    "bench --layers 4,10,3 --batch 1",
    "bench --backend cpu cpu:simd=false ./dist/my-backend.js",
    "bench --all --json",
  ]);
}
