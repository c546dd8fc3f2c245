import { readFile } from "node:fs/promises";
import { expect, test, vi } from "vitest";
import { DeltaruleError, errorCodes } from "../src/index.ts";

test("every code has its heading in the docs, and no heading is left over", async () => {
  const docs = await readFile(new URL("../../../docs/errors.md", import.meta.url), "utf8");
  expect([...docs.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual([...errorCodes]);
});

test("an error keeps its code, its cause and a name that a log shows", () => {
  const cause = new Error("below");
  const error = new DeltaruleError("BACKEND_FAILED", "above", { cause });
  expect(error).toMatchObject({ code: "BACKEND_FAILED", message: "above", cause });
  expect(String(error)).toBe("DeltaruleError: above");
});

test("an error of another copy of this package is one as well, and no other error is", async () => {
  vi.resetModules();
  const copy = await import("../src/index.ts");
  expect(copy.DeltaruleError).not.toBe(DeltaruleError);
  expect(new copy.DeltaruleError("FREED", "m")).toBeInstanceOf(DeltaruleError);
  expect(new DeltaruleError("FREED", "m")).toBeInstanceOf(copy.DeltaruleError);
  const named = Object.assign(new Error("m"), { name: "DeltaruleError" });
  for (const other of [
    new Error("m"),
    named,
    Object.assign(named, { code: "ENOENT" }),
    { name: "DeltaruleError" },
    null,
  ])
    expect(other).not.toBeInstanceOf(DeltaruleError);
});
