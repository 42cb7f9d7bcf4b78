/** Files made to do harm, and files that are merely broken: each is refused with its reason, or its row is. */

import { describe, expect, test } from "vitest";
import { readVectorFile } from "#server/vector-files/read/read-file.ts";
import { FileRefusal, sentenceOf } from "#server/vector-files/read/refusals.ts";
import { ARCHIVES, PACKAGES, SHAPEFILES, WORKBOOKS } from "./hostile-packed.ts";
import { JSONS, TABLES, XML } from "./hostile-texts.ts";

const KINDS = { ARCHIVES, SHAPEFILES, WORKBOOKS, PACKAGES, XML, JSONS, TABLES };

test("a hundred of them at least", () => {
  expect(Object.values(KINDS).flat().length).toBeGreaterThanOrEqual(100);
});

/** Why a file was refused, or why its rows were, with the words for it. */
const reasonOf = async (bytes: Buffer, name: string) => {
  try {
    const { features } = await readVectorFile(bytes, name, null);
    const [fault] = features.flatMap(({ faults }) => faults);
    return {
      reason: { row: fault?.code },
      loaded: features.filter(({ shape }) => shape !== null).length,
      told: fault?.message,
    };
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    return { reason: error.code, loaded: 0, told: sentenceOf(error.code, error.where) };
  }
};

describe.each(Object.entries(KINDS))("%s", (_, cases) => {
  test.each(cases)("%s", async (_what, name, make, expected) => {
    const { reason, loaded, told } = await reasonOf(Buffer.from(make() as string), name);
    expect(reason).toEqual(expected);
    expect(loaded).toBe(0);
    expect(told?.vi.length).toBeGreaterThan(5);
    expect(told?.en.length).toBeGreaterThan(5);
    expect(told?.vi).not.toBe(told?.en);
  });
});
