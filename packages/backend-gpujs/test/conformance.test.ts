import { describeConformance } from "@deltarule/conformance/vitest";
import { createBackend } from "../src/index.ts";

for (const mode of ["cpu", "webasm"] as const)
  describeConformance(`gpujs, ${mode} mode`, () => createBackend({ mode }));
