import { describeConformance } from "@deltarule/conformance/vitest";
import { createBackend } from "../src/index.ts";

for (const threads of [1, 2, 3]) describeConformance(`workers, ${threads} threads`, () => createBackend({ threads }));
