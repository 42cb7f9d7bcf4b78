import { setCells } from "../data-set.ts";
import { fault, type PlantedFault } from "./plant.ts";

const RULES = "market-class-rules.csv";
const setRule = (cells: Record<string, string>) => setCells(RULES, "class-2-new", cells);

/** Rules of the classes of markets. */
export const MARKET_CLASS_FAULTS: readonly PlantedFault[] = [
  fault(
    "two rules of a class for one day",
    setRule({ valid_from: "2024-07-31" }),
    RULES,
    3,
    "valid_from",
    "rulesOverlap",
    "hiệu lực chồng lên dòng 2 của market-class-rules.csv (class-2-old)",
    "in force together with row 2 of market-class-rules.csv (class-2-old)",
  ),
  fault(
    "a rule of a class that ends before it begins",
    setRule({ valid_to: "2024-07-31" }),
    RULES,
    3,
    "valid_to",
    "backwards",
    "gặp 2024-07-31, trước valid_from 2024-08-01",
    "found 2024-07-31, before valid_from 2024-08-01",
  ),
  fault(
    "fewer points to than from",
    setRule({ points_to: "199" }),
    RULES,
    3,
    "points_to",
    "backwards",
    "gặp 199, nhỏ hơn points_from 200",
    "found 199, less than points_from 200",
  ),
];
