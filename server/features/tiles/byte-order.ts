import { type ByteColumn, startOf } from "./columns.ts";

/** So few are sorted by insertion. */
const FEW = 12;
/** Places of the halves of a 64-bit number among numbers of 32 bits. */
const [LOW, HIGH] = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? [0, 1] : [1, 0];

/** The rows of a column in the order of their bytes, which for UTF-8 is that of `collate "C"`. */
export const inByteOrder = (column: ByteColumn): Uint32Array => {
  const rows = new Uint32Array(column.ends.length);
  for (let row = 0; row < rows.length; row++) rows[row] = row;
  sort(column, rows);
  return rows;
};

/**
 * By the first four bytes that tell the rows apart, then each group alike in those by the next: numbers are sorted natively,
 * several times faster than strings are compared.
 */
const sort = (column: ByteColumn, rows: Uint32Array): void => {
  if (rows.length <= FEW) return insert(column, rows);
  const { bytes, ends } = column;
  const shared = sharedStart(column, rows);
  const keys = new BigUint64Array(rows.length);
  const halves = new Uint32Array(keys.buffer);
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] as number;
    const [from, end] = [startOf(ends, row) + shared, ends[row] as number];
    let key = 0;
    for (let at = from; at < from + 4; at++) key = (key << 8) | (at < end ? (bytes[at] as number) : 0);
    halves[2 * place + HIGH] = key;
    halves[2 * place + LOW] = row;
  }
  keys.sort();
  for (let place = 0; place < rows.length; place++) rows[place] = halves[2 * place + LOW] as number;
  for (let from = 0, to = 1; from < rows.length; from = to++) {
    while (to < rows.length && halves[2 * to + HIGH] === halves[2 * from + HIGH]) to++;
    // Where all are alike there is nothing left to sort by.
    if (to - from > 1 && to - from < rows.length) sort(column, rows.subarray(from, to));
  }
};

const insert = (column: ByteColumn, rows: Uint32Array): void => {
  for (let place = 1; place < rows.length; place++) {
    const row = rows[place] as number;
    let into = place;
    for (; into > 0 && isBefore(column, row, rows[into - 1] as number); into--) rows[into] = rows[into - 1] as number;
    rows[into] = row;
  }
};

const isBefore = ({ bytes, ends }: ByteColumn, row: number, other: number): boolean => {
  let [at, otherAt] = [startOf(ends, row), startOf(ends, other)];
  const [end, otherEnd] = [ends[row] as number, ends[other] as number];
  while (at < end && otherAt < otherEnd && bytes[at] === bytes[otherAt]) {
    at++;
    otherAt++;
  }
  if (at === end || otherAt === otherEnd) return otherAt < otherEnd;
  return (bytes[at] as number) < (bytes[otherAt] as number);
};

/** How many bytes all rows begin with alike. */
const sharedStart = ({ bytes, ends }: ByteColumn, rows: Uint32Array): number => {
  const first = startOf(ends, rows[0] as number);
  let shared = (ends[rows[0] as number] as number) - first;
  for (const row of rows) {
    const from = startOf(ends, row);
    const most = Math.min(shared, (ends[row] as number) - from);
    for (shared = 0; shared < most && bytes[first + shared] === bytes[from + shared];) shared++;
  }
  return shared;
};
