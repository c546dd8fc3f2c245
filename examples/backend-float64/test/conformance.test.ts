import { describeConformance } from "@deltarule/conformance/vitest";
import { createBackend } from "../src/index.ts";

describeConformance("float64", createBackend);
