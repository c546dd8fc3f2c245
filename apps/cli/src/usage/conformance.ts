import { Command } from "commander";
import { type ConformanceFlags, conformance } from "../commands/conformance.ts";
import { allOption, backendsOption } from "../options/backend.ts";
import { type Context, withExamples } from "./context.ts";

export function conformanceUsage(context: Context): Command {
  const command = new Command("conformance")
    .summary("Proves a backend right")
    .description("Proves a backend right, or shows where it is wrong and the smallest input on which it is.")
    .addOption(backendsOption("what to prove; several are put side by side"))
    .addOption(allOption())
    .option("--only <theme...>", "themes, variants or cases, such as matmul or matmul/by-hand")
    .option("--json", "JSON lines: one a case, and the result")
    .action(async (flags: ConformanceFlags) => {
      context.end(await conformance(flags, context.terminal, context.interrupts));
    });
  return withExamples(command, context, [
    "conformance",
    "conformance --backend ./dist/my-backend.js --only memory",
    "conformance --all",
  ]);
}
