import { describeConformance } from "@deltarule/conformance/vitest";
import { createBackend } from "../src/index.ts";

describeConformance("cpu, fast", () => createBackend());
describeConformance("cpu, portable", () => createBackend({ arithmetic: "portable" }));
describeConformance("cpu, without SIMD", () => createBackend({ simd: false }));
