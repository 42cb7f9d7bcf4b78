import type { Spelling } from "../editing/VersionList.tsx";
import type { Description } from "./description.ts";
import { show, type Names } from "./shown.ts";

/** How a history or a conflict calls and shows the fields of a register. */
export const spellingOf = ({ columns }: Pick<Description, "columns">, names: Names): Spelling => {
  const columnOf = (field: string) => columns.find((column) => column.field === field);
  return {
    labelOf: (field) => columnOf(field)?.label[names.language] ?? field,
    show: (field, value) => {
      const column = columnOf(field);
      return column ? show(column, value, names) : plainText(value);
    },
  };
};

/** A value of a field that no column describes. */
const plainText = (value: unknown): string =>
  value === null || value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
