/** to = fromᵀ   rows × cols → cols × rows, four by four; from one row to the next are `toRow` and `fromRow` bytes */
export function transpose(to: usize, toRow: usize, from: usize, fromRow: usize, rows: i32, cols: i32): void {
  for (; rows >= 4; rows -= 4, from += 4 * fromRow, to += 16) {
    let left = cols, cell = to;
    let at0 = from, at1 = from + fromRow, at2 = from + 2 * fromRow, at3 = from + 3 * fromRow;
    for (; left >= 4; left -= 4) {
      const row0 = v128.load(at0), row1 = v128.load(at1), row2 = v128.load(at2), row3 = v128.load(at3);
      const low01 = v128.shuffle<f32>(row0, row1, 0, 4, 1, 5), high01 = v128.shuffle<f32>(row0, row1, 2, 6, 3, 7);
      const low23 = v128.shuffle<f32>(row2, row3, 0, 4, 1, 5), high23 = v128.shuffle<f32>(row2, row3, 2, 6, 3, 7);
      v128.store(cell, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
      cell += toRow;
      v128.store(cell, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
      cell += toRow;
      v128.store(cell, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
      cell += toRow;
      v128.store(cell, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
      cell += toRow;
      at0 += 16;
      at1 += 16;
      at2 += 16;
      at3 += 16;
    }
    for (; left > 0; left--, cell += toRow, at0 += 4, at1 += 4, at2 += 4, at3 += 4) {
      store<f32>(cell, load<f32>(at0));
      store<f32>(cell, load<f32>(at1), 4);
      store<f32>(cell, load<f32>(at2), 8);
      store<f32>(cell, load<f32>(at3), 12);
    }
  }
  for (; rows > 0; rows--, from += fromRow, to += 4) {
    for (let left = cols, at = from, cell = to; left > 0; left--, at += 4, cell += toRow) store<f32>(cell, load<f32>(at));
  }
}
