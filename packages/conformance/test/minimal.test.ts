import { describeConformance } from "@deltarule/conformance/vitest";
import createBackend from "../examples/minimal-backend.ts";

describeConformance("minimal", createBackend);
