/** A cell of a table: its text, and how to paint it once the column's width is known. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

const gap = "  ";

/** Lines of cells in columns, flush left or, where `right` says so, flush right. */
export function aligned(
  rows: readonly (readonly Cell[])[],
  right: (column: number) => boolean = () => false,
): string[] {
  const widths = columnWidths(rows);
  return rows.map((row) =>
    row
      .map(({ text, paint = (plain) => plain }, c) => {
        const space = " ".repeat(widths[c]! - width(text));
        if (right(c)) return space + paint(text);
        return c === row.length - 1 ? paint(text) : paint(text) + space;
      })
      .join(gap),
  );
}

/** Columns on the screen that the aligned rows take. */
export const alignedWidth = (rows: readonly (readonly Cell[])[]): number =>
  columnWidths(rows).reduce((sum, column) => sum + column + gap.length, -gap.length);

function columnWidths(rows: readonly (readonly Cell[])[]): number[] {
  const columns = Math.max(...rows.map((row) => row.length));
  return Array.from({ length: columns }, (_, c) => Math.max(...rows.map((row) => width(row[c]?.text ?? ""))));
}

const letters = new Intl.Segmenter();

/** Columns that a text takes, as far as letters go: é is one, however it is encoded. */
const width = (text: string): number => [...letters.segment(text)].length;
