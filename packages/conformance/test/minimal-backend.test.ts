import { readFile } from "node:fs/promises";
import { describeConformance } from "@deltarule/conformance/vitest";
import { describe, expect, it } from "vitest";
import createBackend from "../examples/minimal-backend.ts";

const read = (path: string) => readFile(new URL(path, import.meta.url), "utf8");

describe("The backend that the guide opens with", () => {
  it("is this file, word for word, in less than 80 lines", async () => {
    const [, opening] = /^```ts\n(.*?)^```$/ms.exec(await read("../../../docs/writing-a-backend.md")) ?? [];
    expect(opening).toBe(await read("../examples/minimal-backend.ts"));
    expect(opening!.trimEnd().split("\n").length).toBeLessThan(80);
  });
});

describeConformance("The minimal backend", createBackend);
