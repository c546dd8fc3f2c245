// A process of a mode's own: MODE. It makes the calls that it is sent, one after another.
import { graphicsOf } from "./graphics.ts";

/** What the process is asked, and what it answers. */
export interface Question {
  readonly name: string;
  readonly args: readonly unknown[];
}
export type Answer = { readonly value: unknown } | { readonly error: string };

const graphics = await graphicsOf(process.argv[2] ?? "");
const { createCalls } = await import("../calls.ts");
const calls = { ...createCalls(graphics), memory };

/** Bytes, without garbage. */
function memory(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss;
}

process.on("message", async ({ name, args }: Question) => {
  process.send?.(await answer(name, args));
});

async function answer(name: string, args: readonly unknown[]): Promise<Answer> {
  try {
    return { value: await Reflect.apply(Reflect.get(calls, name), undefined, args) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

process.send?.({ value: "ready" } satisfies Answer);
