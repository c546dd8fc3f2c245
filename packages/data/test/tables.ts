import { readTable, type Table, textSource } from "../src/index.ts";

/** A table from CSV text, called "t.csv" in messages. */
export const table = (csv: string): Promise<Table> => readTable(textSource(csv, "t.csv"));

/** Numbers like a regression data set's: rows × (2 inputs and `strength`), no two targets alike. */
export const concreteLike = (rows: number): Promise<Table> =>
  table(
    `cement,age,strength\n${Array.from({ length: rows }, (_, r) => `${100 + 7 * r},${r % 28},${20.5 + 1.25 * r}`).join("\n")}`,
  );

export const penguins = `species,island,bill,sex
Adelie,Torgersen,39.1,male
Adelie,Torgersen,NA,female
Adelie,Biscoe,40.3,NA
Gentoo,Biscoe,46.1,female
Gentoo,Biscoe,50,male
Gentoo,Biscoe,?,female
Chinstrap,Dream,46.5,female
Chinstrap,Dream,50.1,male
`;
