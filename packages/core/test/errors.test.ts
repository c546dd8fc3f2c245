import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
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
