/** out_r = source_rows[r], `stride` bytes a row */
export function gather(source: usize, rows: usize, out: usize, count: i32, stride: usize): void {
  for (let r = 0; r < count; r++, rows += 4) {
    const from = source + <usize>load<u32>(rows) * stride;
    for (const end = out + stride, offset = from - out; out < end; out += 16) v128.store(out, v128.load(out + offset));
  }
}
