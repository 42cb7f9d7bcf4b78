import * as z from "zod/mini";
import { figureId } from "./units.ts";

/** Cells of the CSV tables under geodata/, as text → value. */

/** An empty cell is null. */
export const optional = <T extends z.ZodMiniType<unknown, string>>(schema: T) =>
  z.pipe(
    z.transform((cell: string) => (cell === "" ? null : cell)),
    z.nullable(schema as unknown as z.ZodMiniType<z.output<T>, string>),
  );

/** Plain decimal: no thousands separator, point before decimals, never `NaN` or an exponent. */
export const decimal = z.codec(z.string().check(z.regex(/^-?\d+(\.\d+)?$/, "decimal")), z.number(), {
  decode: Number,
  encode: String,
});
export const integer = z.codec(z.string().check(z.regex(/^\d+$/, "integer")), z.int(), {
  decode: Number,
  encode: String,
});
export const flag = z.codec(z.enum(["yes", "no"]), z.boolean(), {
  decode: (cell) => cell === "yes",
  encode: (on) => (on ? "yes" : "no"),
});
export const within = (range: z.ZodMiniType<number, number>) => z.pipe(decimal, range);
/** Space-separated identifiers. */
export const idList = z.codec(z.string(), z.array(figureId), {
  decode: (cell) => cell.split(" ").filter(Boolean),
  encode: (ids) => ids.join(" "),
});
