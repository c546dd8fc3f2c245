import { type Calls, createCalls } from "../../gpujs/calls.ts";
import { breakShaders, live, loseDevice, loseSilently } from "./graphics.ts";

declare global {
  var gpujs: Calls;
}

globalThis.gpujs = createCalls({ live, loseDevice, loseSilently, breakShaders });
