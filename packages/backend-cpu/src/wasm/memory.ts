import { DeltaruleError } from "@deltarule/core";

/** A backend's WebAssembly memory and what is free in it. */
export interface Memory {
  readonly wasm: WebAssembly.Memory;
  /** Whether threads can share it. */
  readonly shared: boolean;
  /** The memory's bytes as float32 and uint32; old views end when the memory grows, so ask again after every allocation. */
  floats(): Float32Array;
  words(): Uint32Array;
  /**
   * The address of `bytes` bytes of zeros, a multiple of 16.
   * @param what for the message
   * @throws BACKEND_FAILED when WebAssembly can't give that much; nothing has changed then
   */
  allocate(bytes: number, what: string): number;
  /** The same with whatever lies there, for what is written before it is read. */
  reserve(bytes: number, what: string): number;
  /** Gives back what `allocate` or `reserve` gave. */
  free(address: number): void;
  /** Bytes allocated and not freed. */
  used(): number;
}

const PAGE = 65_536;
const MOST_PAGES = 65_536;

interface Gap {
  address: number;
  bytes: number;
}

/**
 * First fit over gaps in the order of their addresses; neighbours join when one is freed.
 * @param owner the backend, for messages
 */
export function createMemory({ shared = false, owner = "cpu" } = {}): Memory {
  const wasm = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared });
  // the first 16 bytes stay free of matrices, so that no address is 0
  const gaps: Gap[] = [{ address: 16, bytes: PAGE - 16 }];
  const sizes = new Map<number, number>();
  let floats: Float32Array = new Float32Array(wasm.buffer);
  let words: Uint32Array = new Uint32Array(wasm.buffer);
  let used = 0;

  const release = (address: number, bytes: number) => {
    let at = gaps.findIndex((gap) => gap.address > address);
    if (at < 0) at = gaps.length;
    const before = gaps[at - 1];
    const after = gaps[at];
    const joinsBefore = before !== undefined && before.address + before.bytes === address;
    const joinsAfter = after !== undefined && address + bytes === after.address;
    if (joinsBefore && joinsAfter) {
      before.bytes += bytes + after.bytes;
      gaps.splice(at, 1);
    } else if (joinsBefore) before.bytes += bytes;
    else if (joinsAfter) {
      after.address = address;
      after.bytes += bytes;
    } else gaps.splice(at, 0, { address, bytes });
  };

  const grow = (bytes: number, what: string) => {
    const end = wasm.buffer.byteLength;
    const last = gaps.at(-1);
    const missing = bytes - (last && last.address + last.bytes === end ? last.bytes : 0);
    // an eighth more than asked for, where there is that much: many small matrices shouldn't mean many growths
    const wanted = Math.ceil(Math.max(missing, end / 8) / PAGE);
    for (const pages of [wanted, Math.ceil(missing / PAGE)]) {
      try {
        wasm.grow(pages);
      } catch (cause) {
        if (pages === wanted && wanted > Math.ceil(missing / PAGE)) continue;
        throw new DeltaruleError(
          "BACKEND_FAILED",
          `${owner}: no memory for ${what} (${bytes} bytes): ${used} bytes are in use and WebAssembly gives at most ${PAGE * MOST_PAGES}`,
          { cause },
        );
      }
      release(end, pages * PAGE);
      floats = new Float32Array(wasm.buffer);
      words = new Uint32Array(wasm.buffer);
      return;
    }
  };

  const reserve = (asked: number, what: string) => {
    const bytes = blockOf(asked);
    let at = gaps.findIndex((gap) => gap.bytes >= bytes);
    if (at < 0) {
      grow(bytes, what);
      at = gaps.length - 1;
    }
    const gap = gaps[at]!;
    const { address } = gap;
    gap.address += bytes;
    gap.bytes -= bytes;
    if (gap.bytes === 0) gaps.splice(at, 1);
    sizes.set(address, bytes);
    used += bytes;
    return address;
  };

  return {
    wasm,
    shared,
    floats: () => floats,
    words: () => words,
    allocate(asked, what) {
      const address = reserve(asked, what);
      floats.fill(0, address / 4, (address + blockOf(asked)) / 4);
      return address;
    },
    reserve,
    free(address) {
      const bytes = sizes.get(address)!;
      sizes.delete(address);
      used -= bytes;
      release(address, bytes);
    },
    used: () => used,
  };
}

/** Whole vectors of 16 bytes. */
const blockOf = (bytes: number): number => Math.ceil(bytes / 16) * 16;
