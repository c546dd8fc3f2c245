import { once } from "node:events";
import type { Writable } from "node:stream";

/** Writes many short texts in few long writes, none of them late. */
export interface LineWriter {
  /** Waits while the reader is slower than we are. */
  write(text: string): Promise<void>;
  flush(): void;
}

const MUCH = 65_536;

/** What is written in one turn of the event loop goes out at its end: before we wait for more input, however little it is. */
export function lineWriter(out: Writable): LineWriter {
  let held = "";
  let turn: NodeJS.Immediate | undefined;
  const flush = () => {
    clearImmediate(turn);
    turn = undefined;
    const text = held;
    held = "";
    return text === "" || out.write(text);
  };
  return {
    async write(text) {
      held += text;
      turn ??= setImmediate(flush);
      if (held.length >= MUCH && !flush()) await once(out, "drain");
    },
    flush,
  };
}
