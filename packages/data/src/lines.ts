import { DeltaruleError } from "@deltarule/core";
import type { Source } from "./source.ts";
import { textOf } from "./utf8.ts";

/** The text of one record, quotes and all, and the line that it starts in (from 1). */
export interface RawRecord {
  readonly line: number;
  readonly text: string;
}

/** Longer than the record of any table: so a quote that is never closed doesn't take the rest of the file into memory. */
const LONGEST = 2 ** 24;

/**
 * Cuts text into records at the ends of lines (\n, \r\n or \r), or with `quotes` only at those that stand outside quotes; blank lines are
 * left out. A record is handed on as soon as its line has ended, all those of a chunk together: in a pipe, a CSV parser that looks
 * one character ahead would hold each row back until the next one came.
 * @throws DATA_INVALID with the line: not UTF-8 text, a record of more than 16 Mi characters
 */
export async function* recordsOf(
  source: Source,
  { quotes }: { readonly quotes: boolean },
): AsyncGenerator<readonly RawRecord[]> {
  const marks = quotes ? /"|\r\n|\n|\r/g : /\r\n|\n|\r/g;
  let line = 1;
  let started = { line, text: "" };
  let quoted = false;
  let held = "";

  const cut = (text: string): RawRecord[] => {
    const records: RawRecord[] = [];
    let from = 0;
    for (const { 0: mark, index } of text.matchAll(marks)) {
      // a doubled quote inside a quoted field leaves and enters it again
      if (mark === '"') quoted = !quoted;
      else {
        line++;
        if (quoted) continue;
        records.push({ line: started.line, text: started.text + text.slice(from, index) });
        from = index + mark.length;
        started = { line, text: "" };
      }
    }
    started.text += text.slice(from);
    return records.filter(notBlank);
  };

  for await (const chunk of textOf(source)) {
    const text = held + chunk;
    // the \n of this \r may come with the next chunk
    held = text.endsWith("\r") ? "\r" : "";
    const records = cut(text.slice(0, text.length - held.length));
    if (records.length > 0) yield records;
    if (started.text.length > LONGEST) throw tooLong(source.name, started.line, quoted);
  }
  const last = [...cut(held), started].filter(notBlank);
  if (last.length > 0) yield last;
}

// tabs count: they may be delimiters between empty fields
const notBlank = ({ text }: RawRecord) => !/^ *$/.test(text);

function tooLong(name: string, line: number, quoted: boolean): DeltaruleError {
  const cause = quoted ? "a quote is opened and not closed" : "the line doesn't end";
  return new DeltaruleError("DATA_INVALID", `${name}, line ${line}: ${cause} within ${LONGEST} characters`);
}
