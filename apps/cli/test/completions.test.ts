import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { completionScript, shells } from "../src/completions/completion-script.ts";
import { exitCode } from "../src/exit-code.ts";
import { createProgram } from "../src/program.ts";
import { terminalOf } from "../src/terminal.ts";
import { emptyFolder, run } from "./deltarule.ts";

const interrupts = { keepWork: () => new AbortController().signal, code: () => exitCode.done };
const program = createProgram(terminalOf(process), interrupts, () => {});
const hasShell = (shell: string) => spawnSync(shell, ["-c", "exit 0"]).status === 0;

test.each(shells)("a script for %s knows every command and every option of the parser", (shell) => {
  const script = completionScript(shell, program);
  for (const command of program.commands) {
    expect(script).toContain(command.name());
    for (const { long = "" } of command.options)
      expect(script).toMatch(shell === "fish" ? new RegExp(` -l ${long.slice(2)}\\b`) : new RegExp(`${long}\\b`));
  }
});

test.runIf(hasShell("bash"))("bash completes commands, options, their values, samples and files", () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "it's mine.csv"), "");
  writeFileSync(join(cwd, "curve.svg"), "");
  writeFileSync(join(cwd, "script"), completionScript("bash", program));
  const completed = (...words: readonly string[]) => {
    const ask = `source ./script; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
      _deltarule "$1" "\${COMP_WORDS[COMP_CWORD]}" "\${COMP_WORDS[COMP_CWORD - 1]}"; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", ask, "bash", "deltarule", ...words], { cwd, encoding: "utf8" });
    expect(stderr).toBe("");
    return stdout.trimEnd().split("\n");
  };
  expect(completed("tr")).toEqual(["train"]);
  expect(completed("--quiet", "ev")).toEqual(["evaluate"]);
  expect(completed("train", "--tar")).toEqual(["--target", "--target-type"]);
  expect(completed("train", "--target-type", "")).toEqual(["classes", "number"]);
  expect(completed("train", "iri")).toEqual(["iris"]);
  expect(completed("train", "it")).toEqual(["it's mine.csv"]);
  expect(completed("train", "iris", "--plot", "cu")).toEqual(["curve.svg"]);
  expect(completed("train", "--seed", "")).toEqual([""]);
  expect(completed("completions", "")).toEqual(["bash", "zsh", "fish"]);
});

test.runIf(hasShell("zsh"))("zsh reads its script without a fault", () => {
  const { stderr, status } = spawnSync("zsh", ["-n"], { input: completionScript("zsh", program), encoding: "utf8" });
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
});

test.runIf(hasShell("fish"))("fish completes an option's values", () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "script"), completionScript("fish", program));
  const ask = 'source ./script; complete -C "deltarule train --missing "';
  const { stdout } = spawnSync("fish", ["-c", ask], { cwd, encoding: "utf8" });
  expect(
    stdout
      .trimEnd()
      .split("\n")
      .map((line) => line.split("\t")[0]),
  ).toEqual(["drop", "mean", "refuse"]);
});

test("the script goes to standard output, and another shell is wrong usage", async () => {
  const cwd = emptyFolder();
  const { out, err, code } = await run(["completions", "bash"], { cwd });
  expect({ err, code }).toEqual({ err: "", code: 0 });
  expect(out).toBe(completionScript("bash", program));
  const wrong = await run(["completions", "tcsh"], { cwd });
  expect(wrong).toMatchObject({
    out: "",
    code: 2,
    err: expect.stringContaining("Allowed choices are bash, zsh, fish."),
  });
});

test("the help of every command has an example that begins with its name", () => {
  for (const command of program.commands) {
    let help = "";
    command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
    expect(help).toMatch(new RegExp(`Examples:\\n  \\S.* ${command.name()}\\b`));
  }
});
