import { type Calls, createCalls } from "../../gpujs/calls.ts";
import { breakShaders, live, loseDevice } from "./graphics.ts";

declare global {
  var gpujs: Calls;
}

globalThis.gpujs = createCalls({ live, loseDevice, breakShaders });
