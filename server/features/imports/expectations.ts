import type * as z from "zod/mini";
import { findNearest } from "#server/features/imports/nearest.ts";
import { foundAndExpected, type Sentence } from "#server/features/imports/issue.ts";

/** What a cell must be, by the code that the row schema gives, or by the pattern where the schema has no code. */
const EXPECTED: Readonly<Record<string, Sentence>> = {
  isoDate: {
    vi: "ngày có thật viết YYYY-MM-DD, ví dụ 2015-06-18",
    en: "an existing day written YYYY-MM-DD, such as 2015-06-18",
  },
  period: {
    vi: "khoảng thời gian như 2015-06, 2022, 2021-07-22 hay c. 2010–2012",
    en: "a period such as 2015-06, 2022, 2021-07-22 or c. 2010–2012",
  },
  nfc: {
    vi: "chữ theo chuẩn Unicode NFC (chữ này gõ bằng dấu rời)",
    en: "text in Unicode NFC (this one has combining marks)",
  },
  trimmed: { vi: "không có khoảng trắng ở đầu hay cuối", en: "no space at the beginning or end" },
  control: { vi: "không có ký tự điều khiển", en: "no control characters" },
  empty: { vi: "chữ, không được để trống", en: "text, it may not be empty" },
  slug: {
    vi: "mã chữ thường không dấu nối bằng gạch, ví dụ ccn-trung-nghia",
    en: "a lower-case ASCII id such as ccn-trung-nghia",
  },
  figureId: { vi: "mã số liệu, ví dụ hoa-phu.leasedHa.2015-06", en: "a figure id such as hoa-phu.leasedHa.2015-06" },
  decimal: {
    vi: "số thập phân với dấu chấm, không ngăn cách hàng nghìn, ví dụ 3931.2",
    en: "a plain decimal with a point and no thousands separator, such as 3931.2",
  },
  integer: { vi: "số nguyên không âm, ví dụ 12", en: "a whole number, such as 12" },
  gsoCode: { vi: "mã đơn vị hành chính của Tổng cục Thống kê, 2 đến 5 chữ số", en: "a GSO code of 2 to 5 digits" },
  letter: { vi: "một chữ cái a–z", en: "one letter a–z" },
  url: { vi: "địa chỉ http hay https", en: "an http or https address" },
  string: { vi: "chữ", en: "text" },
  number: { vi: "một số hữu hạn", en: "a finite number" },
  int: { vi: "số nguyên", en: "a whole number" },
};

/** Messages that zod makes up itself, or patterns without a code → the code they stand for. */
const CODES: Readonly<Record<string, string>> = {
  [String.raw`/^\d{4}-\d{2}-\d{2}$/`]: "isoDate",
  [String.raw`/^[a-z0-9]+(-[a-z0-9]+)*$/`]: "slug",
};

/** A closed set longer than this is not listed in a message; the nearest value is. */
const MAX_LISTED = 12;

function expectOneOf(found: string, values: readonly string[]): Sentence {
  const nearest = findNearest(found, values);
  const hint = { vi: nearest ? ` (có phải ${nearest}?)` : "", en: nearest ? ` (did you mean ${nearest}?)` : "" };
  const list = values.length <= MAX_LISTED ? values.join(", ") : null;
  return {
    vi: (list ? `một trong: ${list}` : `một trong ${values.length} giá trị đã định`) + hint.vi,
    en: (list ? `one of: ${list}` : `one of the ${values.length} known values`) + hint.en,
  };
}

function expectBound(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall): Sentence {
  const isText = issue.origin === "string";
  return issue.code === "too_big"
    ? {
        vi: isText ? `nhiều nhất ${issue.maximum} ký tự` : `số không lớn hơn ${issue.maximum}`,
        en: isText ? `at most ${issue.maximum} characters` : `a number not above ${issue.maximum}`,
      }
    : { vi: `số không nhỏ hơn ${issue.minimum}`, en: `a number not below ${issue.minimum}` };
}

function expectation(issue: z.core.$ZodIssue, found: string): { code: string; expected: Sentence } {
  const named = (code: string) => ({
    code,
    expected: EXPECTED[code] ?? { vi: `hợp lệ (${code})`, en: `valid (${code})` },
  });
  if (issue.code === "invalid_value") return { code: "oneOf", expected: expectOneOf(found, issue.values.map(String)) };
  if (issue.code === "too_small" && issue.origin === "string") return named("empty");
  if (issue.code === "too_big" || issue.code === "too_small") return { code: "range", expected: expectBound(issue) };
  if (EXPECTED[issue.message]) return named(issue.message);
  if (issue.code === "invalid_type") return named(issue.expected);
  if (issue.code !== "invalid_format") return named(issue.code);
  return named(CODES[String(issue.pattern)] ?? issue.format);
}

/** An issue of a row schema in words; `found` is the cell as text, of which a list's faulty element is taken. */
export function explain(issue: z.core.$ZodIssue, found: string): { code: string; sentence: Sentence } {
  const element = issue.path[1];
  const part = typeof element === "number" ? (found.split(" ").filter(Boolean)[element] ?? found) : found;
  const { code, expected } = expectation(issue, part);
  return { code, sentence: foundAndExpected(part, expected) };
}
