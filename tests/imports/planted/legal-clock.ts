import { setCells } from "../data-set.ts";
import { fault, type PlantedFault } from "./plant.ts";

const RULES = "legal-clock-rules.csv";
const HOLIDAYS = "public-holidays.csv";
const setRule = (cells: Record<string, string>) => setCells(RULES, "unused-new", cells);

/** Rules of the legal clock, and the days off that it knows. */
export const LEGAL_CLOCK_FAULTS: readonly PlantedFault[] = [
  fault(
    "two rules for one day",
    setRule({ valid_from: "2014-06-30" }),
    RULES,
    3,
    "valid_from",
    "rulesOverlap",
    "hiệu lực chồng lên dòng 2 của legal-clock-rules.csv (unused-old)",
    "in force together with row 2 of legal-clock-rules.csv (unused-old)",
  ),
  fault(
    "a term without months",
    setRule({ months: "" }),
    RULES,
    3,
    "months",
    "monthsMissing",
    "quy tắc unused cần số tháng",
    "a rule on unused needs its number of months",
  ),
  fault(
    "a rule that ends before it begins",
    setRule({ valid_to: "2014-06-01" }),
    RULES,
    3,
    "valid_to",
    "backwards",
    "gặp 2014-06-01, trước valid_from 2014-07-01",
    "found 2014-06-01, before valid_from 2014-07-01",
  ),
  fault(
    "an unknown topic",
    setRule({ topic: "unsued" }),
    RULES,
    3,
    "topic",
    "oneOf",
    "có phải unused?",
    "did you mean unused?",
  ),
  fault(
    "a rule of an unknown source",
    setRule({ source_id: "ke-hoach-2016" }),
    RULES,
    3,
    "source_id",
    "unknownReference",
    "ke-hoach-2015",
    "ke-hoach-2015",
  ),
  fault(
    "a holiday that ends before it begins",
    setCells(HOLIDAYS, "quoc-khanh-2015", { last_day: "2015-09-01" }),
    HOLIDAYS,
    2,
    "last_day",
    "backwards",
    "gặp 2015-09-01, trước first_day 2015-09-02",
    "found 2015-09-01, before first_day 2015-09-02",
  ),
];
