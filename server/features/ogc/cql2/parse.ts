import peggy from "peggy";
import { problem, type Text } from "#server/problems.ts";
import type { Filter } from "./ast.ts";
import { checkedFilter } from "./check.ts";
import grammar from "./cql2.peggy?raw";

/** Far longer than what people or programs write, and short enough to be read at once. */
const MAX_LENGTH = 10_000;
const MAX_DEPTH = 40;

const parser = peggy.generate(grammar);

const NOT_READABLE = {
  vi: "Không đọc được bộ lọc; xem errors để biết ở đâu và cần gì.",
  en: "The filter cannot be read; errors says where and what was expected.",
};

/** @throws {Problem} 400 that points into `filter` */
export const refuseFilter = (message: Text): never =>
  problem("invalid-request", NOT_READABLE, { errors: [{ pointer: "/filter", message }] });

/** A filter in either encoding. @throws {Problem} 400 that says where it is not one */
export const parseFilter = (text: string, language: "cql2-text" | "cql2-json"): Filter => {
  if (text.length > MAX_LENGTH) {
    refuseFilter({ vi: `tối đa ${MAX_LENGTH} ký tự`, en: `at most ${MAX_LENGTH} characters` });
  }
  refuseDeep(text);
  return checkedFilter(language === "cql2-text" ? readText(text) : readJson(text), refuseFilter);
};

/** Before anything that recurses. A NOT deepens as a parenthesis does. */
const refuseDeep = (text: string): void => {
  let [depth, deepest] = [0, 0];
  for (const [character] of text.matchAll(/[([{]|[)\]}]|\bnot\b/gi)) {
    depth += ")]}".includes(character) ? -1 : 1;
    deepest = Math.max(deepest, depth);
  }
  // Each NOT of the text form stays counted: more of them than this in one filter is refused, too.
  if (deepest > MAX_DEPTH * 4) {
    refuseFilter({ vi: `lồng nhau quá ${MAX_DEPTH} mức`, en: `nested deeper than ${MAX_DEPTH}` });
  }
};

const readText = (text: string): unknown => {
  try {
    return parser.parse(text) as unknown;
  } catch (error) {
    if (!(error instanceof parser.SyntaxError)) throw error;
    const at = error.location.start.offset + 1;
    const rest = text.slice(at - 1, at + 19);
    return refuseFilter(
      rest === ""
        ? { vi: "kết thúc quá sớm", en: "ends too early" }
        : { vi: `không hiểu từ ký tự thứ ${at}: “${rest}”`, en: `not understood from character ${at} on: “${rest}”` },
    );
  }
};

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const [, at] = /position (\d+)/.exec(String(error)) ?? [];
    return refuseFilter(
      at === undefined
        ? { vi: "không phải JSON", en: "is not JSON" }
        : {
            vi: `không phải JSON từ ký tự thứ ${Number(at) + 1}`,
            en: `is not JSON from character ${Number(at) + 1} on`,
          },
    );
  }
};
