import type * as z from "zod/mini";
import type { InputFault, Text } from "#server/problems.ts";

type Issue = z.core.$ZodIssue;

/** What was expected, by the name the contract gives its check. */
const EXPECTED: Readonly<Record<string, Text>> = {
  slug: {
    vi: "cần mã gồm chữ thường không dấu, số và gạch nối, như hoa-phu",
    en: "expected an id of lower-case ASCII letters, digits and hyphens, such as hoa-phu",
  },
  figureId: {
    vi: "cần mã số liệu, như three-zones.leasedHa.2015-06",
    en: "expected a figure id, such as three-zones.leasedHa.2015-06",
  },
  isoDate: {
    vi: "cần một ngày có trong lịch, dạng năm-tháng-ngày, như 2015-06-18",
    en: "expected a day of the calendar as year-month-day, such as 2015-06-18",
  },
  bbox: {
    vi: "cần bốn số thập phân tây,nam,đông,bắc, như 105.6,9.8,106.3,10.4",
    en: "expected four decimal numbers west,south,east,north, such as 105.6,9.8,106.3,10.4",
  },
  places: {
    vi: "cần các điểm kinh độ,vĩ độ cách nhau bằng dấu chấm phẩy, như 105.9623,10.2411;105.9,10.1",
    en: "expected places as longitude,latitude parted by semicolons, such as 105.9623,10.2411;105.9,10.1",
  },
  areas: {
    vi: "cần nhiều nhất 5 vùng cách nhau bằng dấu chấm phẩy, mỗi vùng 3 đến 30 đỉnh kinh độ,vĩ độ, như 105.9,10.2,106,10.2,106,10.1",
    en: "expected at most 5 areas parted by semicolons, each of 3 to 30 corners longitude,latitude, such as 105.9,10.2,106,10.2,106,10.1",
  },
  ogcSort: {
    vi: "cần tên thuộc tính của lớp, mỗi tên một lần, nhiều nhất 5, cách nhau bằng dấu phẩy; dấu - đứng trước là giảm dần",
    en: "expected properties of the collection, each once, at most 5, parted by commas; a - before one is for descending",
  },
  ogcLimit: { vi: "cần một số nguyên từ 1", en: "expected a whole number from 1 on" },
  ogcBox: {
    vi: "cần bốn hoặc sáu số thập phân, hai góc đối nhau, góc nhỏ trước, như 105.6,9.8,106.3,10.4",
    en: "expected four or six decimal numbers, two corners with the lesser first, such as 105.6,9.8,106.3,10.4",
  },
  ogcCrs: {
    vi: "cần một hệ tọa độ trong danh sách crs của lớp, như http://www.opengis.net/def/crs/EPSG/0/9209",
    en: "expected a reference system of the collection's list, such as http://www.opengis.net/def/crs/EPSG/0/9209",
  },
  ogcTime: {
    vi: "cần một ngày, một thời điểm hoặc một khoảng, như 2015-06-18, 2015-06-18T00:00:00Z hoặc 2015-01-01/..",
    en: "expected a day, a moment or an interval, such as 2015-06-18, 2015-06-18T00:00:00Z or 2015-01-01/..",
  },
  ogcNumber: { vi: "cần một số", en: "expected a number" },
  ogcBoolean: { vi: "cần true hoặc false", en: "expected true or false" },
  login: {
    vi: "cần từ 2 ký tự: chữ thường, số, dấu chấm, gạch nối hoặc @, không có khoảng trắng",
    en: "expected 2 characters or more: lower-case letters, digits, dots, hyphens or @, without blanks",
  },
  oneScope: {
    vi: "chỉ một nơi: một địa điểm hoặc một xã, phường; nhiều nơi là nhiều lần cấp",
    en: "one place only: a site or a commune; for more places give the role again",
  },
  rowId: { vi: "cần một số nguyên dương", en: "expected a whole number above 0" },
  count: { vi: "cần một số nguyên không âm", en: "expected a whole number, 0 or more" },
  statedHa: {
    vi: "cần số héc-ta với nhiều nhất bốn chữ số thập phân (đến mét vuông)",
    en: "expected hectares with four decimals at most (to the square metre)",
  },
  dayAsked: {
    vi: "cần một ngày từ 1990-01-01 đến 2100-12-31",
    en: "expected a day from 1990-01-01 to 2100-12-31",
  },
  dayRange: { vi: "ngày kết thúc phải sau ngày bắt đầu", en: "the end must be later than the beginning" },
  closedRing: {
    vi: "đường bao phải khép kín: điểm cuối trùng điểm đầu",
    en: "the ring must be closed: its last point is its first",
  },
  taxCode: {
    vi: "cần mã số thuế 10 chữ số, chi nhánh thêm gạch nối và 3 chữ số, như 1500123456-001",
    en: "expected a tax code of 10 digits, of a branch with a hyphen and 3 more, such as 1500123456-001",
  },
  country: { vi: "cần mã nước hai chữ hoa, như VN, JP", en: "expected a country code of two capitals, such as VN, JP" },
  sectorCode: {
    vi: "cần mã ngành kinh tế 2 đến 5 chữ số, như 10",
    en: "expected an industry code of 2 to 5 digits, such as 10",
  },
  someChange: { vi: "cần ít nhất một trường để sửa", en: "expected at least one field to change" },
  trimmed: { vi: "không bắt đầu hay kết thúc bằng khoảng trắng", en: "must not begin or end with a blank" },
  bboxOrder: {
    vi: "tây phải nhỏ hơn đông, nam phải nhỏ hơn bắc (tây,nam,đông,bắc)",
    en: "west must not exceed east, nor south north (west,south,east,north)",
  },
};

/** Faults of a query in words that say what was expected. `allowed` are the parameters the endpoint knows. */
export const inputFaults = (
  issues: readonly Issue[],
  given: Readonly<Record<string, unknown>>,
  allowed: readonly string[],
): InputFault[] =>
  issues.flatMap((issue): InputFault[] => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({ pointer: pointerTo([key]), message: unknownParameter(key, allowed) }));
    }
    const [name] = issue.path;
    const isRepeated = name !== undefined && Array.isArray(given[String(name)]);
    return [{ pointer: pointerTo(issue.path), message: isRepeated ? REPEATED : expectation(issue) }];
  });

/** Of values in a body; those of an address are all text. */
const EXPECTED_TYPES: Readonly<Record<string, Text>> = {
  number: { vi: "cần một số", en: "expected a number" },
  int: { vi: "cần một số nguyên", en: "expected a whole number" },
  boolean: { vi: "cần true hoặc false", en: "expected true or false" },
  array: { vi: "cần một danh sách", en: "expected a list" },
  object: { vi: "cần một nhóm giá trị có tên", en: "expected an object" },
};

const REPEATED: Text = { vi: "tham số này chỉ được ghi một lần", en: "this parameter may be given only once" };

const unknownParameter = (key: string, allowed: readonly string[]): Text => {
  const name = key.slice(0, 60);
  return allowed.length === 0
    ? {
        vi: `không có tham số “${name}”; ở đây không dùng tham số nào`,
        en: `unknown parameter “${name}”; none is used here`,
      }
    : {
        vi: `không có tham số “${name}”; được dùng: ${allowed.join(", ")}`,
        en: `unknown parameter “${name}”; known are ${allowed.join(", ")}`,
      };
};

const expectation = (issue: Issue): Text => {
  const named = EXPECTED[issue.message];
  if (named) return named;
  switch (issue.code) {
    case "invalid_value":
      return { vi: `cần một trong: ${issue.values.join(", ")}`, en: `expected one of ${issue.values.join(", ")}` };
    case "invalid_type":
      if (issue.expected !== "string" && issue.expected in EXPECTED_TYPES) return EXPECTED_TYPES[issue.expected]!;
      return { vi: "thiếu giá trị, hoặc giá trị không phải là chữ", en: "expected a value, as text" };
    case "too_small":
      if (issue.origin === "array")
        return { vi: `cần ít nhất ${issue.minimum} giá trị`, en: `expected at least ${issue.minimum} value(s)` };
      return issue.origin === "number"
        ? { vi: `không được nhỏ hơn ${issue.minimum}`, en: `must not be less than ${issue.minimum}` }
        : { vi: `cần ít nhất ${issue.minimum} ký tự`, en: `expected at least ${issue.minimum} character(s)` };
    case "too_big":
      if (issue.origin === "array")
        return { vi: `nhiều nhất ${issue.maximum} giá trị`, en: `expected at most ${issue.maximum} values` };
      return issue.origin === "number"
        ? { vi: `không được lớn hơn ${issue.maximum}`, en: `must not be greater than ${issue.maximum}` }
        : { vi: `nhiều nhất ${issue.maximum} ký tự`, en: `expected at most ${issue.maximum} characters` };
    default:
      return { vi: "giá trị không hợp lệ", en: "not a valid value" };
  }
};

const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).slice(0, 60).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
