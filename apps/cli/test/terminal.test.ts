import { expect, test } from "vitest";
import { hasColours } from "../src/terminal.ts";
import { emptyFolder, jsonLines, run } from "./deltarule.ts";

test("a terminal has colours unless it is dumb, and a pipe has none", () => {
  expect(hasColours(true, {}, [])).toBe(true);
  expect(hasColours(true, { TERM: "dumb" }, [])).toBe(false);
  expect(hasColours(false, {}, [])).toBe(false);
});

test("the command line has the first word, then NO_COLOR, then FORCE_COLOR", () => {
  expect(hasColours(false, { FORCE_COLOR: "1" }, [])).toBe(true);
  expect(hasColours(true, { FORCE_COLOR: "0" }, [])).toBe(false);
  expect(hasColours(true, { NO_COLOR: "1", FORCE_COLOR: "1" }, [])).toBe(false);
  expect(hasColours(true, { NO_COLOR: "" }, [])).toBe(true);
  expect(hasColours(false, { NO_COLOR: "1" }, ["--color"])).toBe(true);
  expect(hasColours(true, { FORCE_COLOR: "1" }, ["--no-color"])).toBe(false);
  expect(hasColours(true, {}, ["--", "--no-color"])).toBe(true);
});

test("colours reach results and messages, on either side of the command's name", async () => {
  const cwd = emptyFolder();
  expect((await run(["inspect", "xor", "--color"], { cwd })).out).toContain("\u001b[");
  expect((await run(["--color", "inspect", "nothing"], { cwd })).err).toContain("\u001b[31merror:");
  const forced = await run(["inspect", "xor", "--no-color"], { cwd, env: { FORCE_COLOR: "1" } });
  expect(forced.out).not.toContain("\u001b[");
});

test("quiet leaves the result alone: of train and evaluate one line, of JSON lines the last", async () => {
  const cwd = emptyFolder();
  const trained = await run(["train", "iris", "--epochs", "3", "--quiet"], { cwd });
  expect(trained).toMatchObject({ err: "", code: 0 });
  expect(trained.out).toMatch(/^Test on 30 held-out rows: accuracy .*\n$/);
  const evaluated = await run(["-q", "evaluate", "iris.model.json", "iris"], { cwd });
  expect(evaluated).toMatchObject({ err: "", code: 0 });
  expect(evaluated.out).toMatch(/^iris\.model\.json on 150 rows of sample iris: accuracy .*\n$/);
  const json = await run(["train", "iris", "--epochs", "3", "--json", "-q"], { cwd });
  expect(jsonLines(json.out)).toMatchObject([{ type: "result", epochs: 3 }]);
});

test("quiet tells failures all the same", async () => {
  const { err, code } = await run(["train", "nothing", "--quiet"], { cwd: emptyFolder() });
  expect(code).toBe(1);
  expect(err).toMatch(/^error: no file nothing/);
});
