import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { LAND_ROWS } from "#contracts/land-edits.ts";
import type { LandRows } from "#contracts/land-use.ts";
import { REGISTERS } from "#client/state/view-state.ts";
import { DESCRIPTIONS } from "./descriptions.ts";
import type { Description } from "./description.ts";

type Shape = Readonly<Record<string, z.ZodMiniType>>;
const shapeOf = (schema: unknown): Shape => (schema as z.ZodMiniObject<Shape>).shape;
const schemasOf = ({ list, add, change }: LandRows) => ({
  row: shapeOf((shapeOf(list.output)["items"] as z.ZodMiniArray).def.element),
  fresh: shapeOf(add.body),
  change: shapeOf(change),
});
const takes = (schema: z.ZodMiniType, value: unknown): boolean => schema.safeParse(value).success;

/** Fields of the contract that a description lacks, has in excess, or enters otherwise than the server takes them. */
const differences = (rows: LandRows, { columns }: Pick<Description, "columns">): string[] => {
  const { row, fresh, change } = schemasOf(rows);
  const described = columns.map(({ field }) => field);
  const shown = Object.keys(row).filter((field) => field !== "id" && field !== "rowVersion");
  return [
    ...shown.filter((field) => !described.includes(field)).map((field) => `${field} has no column`),
    ...described.filter((field) => !shown.includes(field)).map((field) => `${field} is no field`),
    ...columns.flatMap(({ field, entered, required }) => {
      const expected = field in fresh ? (field in change ? undefined : "once") : "never";
      const [isNeeded, isKept] = [
        fresh[field] !== undefined && !takes(fresh[field], undefined) && !takes(fresh[field], null),
        row[field] !== undefined && !takes(row[field], null),
      ];
      const wanted = entered === "never" ? undefined : isNeeded ? "always" : isKept ? "later" : undefined;
      return [
        ...(entered === expected ? [] : [`${field} is entered ${expected ?? "and changed"}`]),
        ...(required === wanted ? [] : [`${field} is needed ${wanted ?? "never"}`]),
      ];
    }),
  ];
};

const rowsOf = (kind: string): LandRows => LAND_ROWS.find((rows) => rows.kind === kind)!;

describe.each(REGISTERS.map((kind) => [kind, DESCRIPTIONS[kind]] as const))("%s", (kind, description) => {
  test("every field of the contract has its column, and is asked for where the server needs it", () => {
    expect(differences(rowsOf(kind), description)).toEqual([]);
  });

  test("choices are those of the contract", () => {
    const { row } = schemasOf(rowsOf(kind));
    const choices = description.columns.flatMap(({ field, input }) =>
      input.type === "choice" ? [{ field, options: Object.keys(input.options).toSorted() }] : [],
    );
    const inContract = (field: string) => {
      const schema = row[field] instanceof z.ZodMiniNullable ? row[field].def.innerType : row[field];
      return (schema as z.ZodMiniEnum).options.map(String).toSorted();
    };
    expect(choices).toEqual(choices.map(({ field }) => ({ field, options: inContract(field) })));
  });

  test("who writes is who the server lets write", () => {
    expect(description.writers).toEqual(rowsOf(kind).add.access);
  });

  test("both languages say something, and not the same sentence", () => {
    for (const { label, hint } of description.columns) {
      expect(label.vi && label.en).toBeTruthy();
      expect(hint?.vi === hint?.en).toBe(hint === undefined);
    }
  });
});

test("a field without a column is found", () => {
  const { columns } = DESCRIPTIONS.enterprises;
  expect(differences(rowsOf("enterprises"), { columns: columns.filter(({ field }) => field !== "taxCode") })).toEqual([
    "taxCode has no column",
  ]);
  expect(differences(rowsOf("enterprises"), { columns: [...columns, { ...columns[0]!, field: "phone" }] })).toContain(
    "phone is no field",
  );
});
