import { DeltaruleError } from "@deltarule/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createMemory } from "../src/wasm/memory.ts";

test("an address is a multiple of 16 and its bytes are zeros, also where something else lay before", () => {
  const memory = createMemory();
  const first = memory.allocate(40, "a test");
  memory.floats().fill(7, first / 4, first / 4 + 10);
  memory.free(first);
  const second = memory.allocate(40, "a test");
  expect(second).toBe(first);
  expect(second % 16).toBe(0);
  expect([...memory.floats().subarray(second / 4, second / 4 + 10)]).toEqual(new Array(10).fill(0));
});

test("what is reserved has what lay there before, and the next block begins behind it", () => {
  const memory = createMemory();
  const first = memory.reserve(40, "a test");
  memory.floats().fill(7, first / 4, first / 4 + 10);
  memory.free(first);
  const second = memory.reserve(40, "a test");
  expect(second).toBe(first);
  expect([...memory.floats().subarray(second / 4, second / 4 + 10)]).toEqual(new Array(10).fill(7));
  expect(memory.allocate(16, "a test")).toBe(second + 48);
  expect(memory.used()).toBe(64);
});

test("whatever is allocated and freed, live blocks never overlap, and all of it comes back", () => {
  const action = fc.record({ bytes: fc.integer({ min: 1, max: 100_000 }), frees: fc.nat(3) });
  fc.assert(
    fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
      const memory = createMemory();
      const live: { address: number; bytes: number }[] = [];
      for (const { bytes, frees } of actions) {
        const address = memory.allocate(bytes, "a test");
        expect(live.every((block) => address + bytes <= block.address || block.address + block.bytes <= address)).toBe(
          true,
        );
        live.push({ address, bytes });
        for (let i = 0; i < frees && live.length > 0; i++)
          memory.free(live.splice((i * 7) % live.length, 1)[0]!.address);
      }
      for (const { address } of live) memory.free(address);
      expect(memory.used()).toBe(0);
      // one gap from end to end: the whole memory can be had at once without growing
      const size = memory.wasm.buffer.byteLength;
      memory.allocate(size - 16, "a test");
      expect(memory.wasm.buffer.byteLength).toBe(size);
    }),
    { seed: 1, numRuns: 100 },
  );
});

test("more than WebAssembly can give is refused with the size asked, and nothing has changed", () => {
  const memory = createMemory();
  memory.allocate(1000, "a test");
  const size = memory.wasm.buffer.byteLength;
  expect(() => memory.allocate(2 ** 33, "a 65536×32768 matrix")).toThrow(
    expect.objectContaining({
      code: "BACKEND_FAILED",
      message: expect.stringContaining("no memory for a 65536×32768 matrix (8589934592 bytes): 1008 bytes are in use"),
    }),
  );
  expect(memory.wasm.buffer.byteLength).toBe(size);
  expect(memory.used()).toBe(1008);
  expect(() => memory.allocate(1000, "a test")).not.toThrow(DeltaruleError);
});

test("ten thousand matrices made and freed leave the memory as large as it was", () => {
  const memory = createMemory();
  const block = () => memory.allocate(50_000, "a test");
  memory.free(block());
  const size = memory.wasm.buffer.byteLength;
  for (let i = 0; i < 10_000; i++) memory.free(block());
  expect(memory.wasm.buffer.byteLength).toBe(size);
});
