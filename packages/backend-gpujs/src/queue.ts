import { DeltaruleError } from "@deltarule/core";
import type { Device } from "./device.ts";

/**
 * Work in the order of its calls: at once where nothing is under way, else behind what is. What fails makes the backend failed:
 * nothing that comes later runs, and whoever waits is told.
 */
export interface Queue {
  add(work: () => void | Promise<void>): void;
  wait<T>(work: () => T | Promise<T>): Promise<T>;
  /** Resolves when all that was asked for is over, well or not. */
  idle(): Promise<void>;
}

/** @param device says itself what is wrong, which tells more than what a call made of it */
export function createQueue(device: Pick<Device, "check" | "told">): Queue {
  let last: Promise<void> | undefined;
  let failure: DeltaruleError | undefined;

  const fail = async (cause: unknown): Promise<never> => {
    await device.told();
    failure ??= new DeltaruleError("BACKEND_FAILED", `gpujs: ${messageOf(deviceFault() ?? cause)}`, { cause });
    throw failure;
  };
  const deviceFault = (): unknown => {
    try {
      return device.check();
    } catch (fault) {
      return fault;
    }
  };
  const attempt = <T>(work: () => T | Promise<T>): T | Promise<T> => {
    if (failure) throw failure;
    try {
      const result = work();
      return result instanceof Promise ? result.catch(fail) : result;
    } catch (cause) {
      return fail(cause);
    }
  };
  const turn = <T>(work: () => T | Promise<T>): T | Promise<T> => {
    const result = last ? last.then(() => attempt(work)) : attempt(work);
    if (result instanceof Promise) {
      const over: Promise<void> = result.then(nothing, nothing).then(() => {
        if (last === over) last = undefined;
      });
      last = over;
    }
    return result;
  };

  return {
    add(work) {
      try {
        turn(work);
      } catch {
        // the next read or run tells
      }
    },
    wait: async (work) => turn(work),
    idle: async () => last,
  };
}

const messageOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));
const nothing = () => {};
