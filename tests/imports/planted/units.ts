import { replace, setCells } from "../data-set.ts";
import { fault, setSite, SITES, type PlantedFault } from "./plant.ts";

const UNITS = "admin-units.csv";
const CROSSWALK = "crosswalk.csv";

/** Boundary versions that do not hand every commune over whole. */
export const UNIT_FAULTS: readonly PlantedFault[] = [
  fault(
    "shares that sum to more than one",
    replace(CROSSWALK, "xa-moi-b,0.7", "xa-moi-b,0.8"),
    CROSSWALK,
    4,
    "share",
    "sharesOfUnit",
    "xa-dong-hai cộng lại bằng 1.1; cần đúng 1",
    "the shares of xa-dong-hai sum to 1.1; expected exactly 1",
  ),
  fault(
    "a share lost in rounding",
    replace(CROSSWALK, "xa-moi-b,0.7", "xa-moi-b,0.6999999999"),
    CROSSWALK,
    4,
    "share",
    "sharesOfUnit",
    "bằng 0.9999999999; cần đúng 1",
    "sum to 0.9999999999; expected exactly 1",
  ),
  fault(
    "a share of nothing",
    replace(CROSSWALK, "xa-tay,xa-moi-b,1", "xa-tay,xa-moi-b,0"),
    CROSSWALK,
    5,
    "share",
    "shareRange",
    "cần số lớn hơn 0",
    "expected a number above 0 and not above 1",
  ),
  fault(
    "a commune that went nowhere",
    replace(CROSSWALK, "xa-hoa-phu,xa-moi-a,1,ban-do-2026,,\n", ""),
    UNITS,
    6,
    "id",
    "unitNotInCrosswalk",
    "xa-hoa-phu không có trong crosswalk.csv",
    "xa-hoa-phu is not in crosswalk.csv",
  ),
  fault(
    "a pair named twice",
    replace(CROSSWALK, "xa-dong-hai,xa-moi-b,0.7,", "xa-dong-hai,xa-moi-a,0.7,"),
    CROSSWALK,
    4,
    "to_id",
    "duplicateId",
    "from_id + to_id",
    "from_id + to_id",
  ),
  fault(
    "a commune that went into one of its own time",
    replace(CROSSWALK, "xa-tay,xa-moi-b,1", "xa-tay,xa-hoa-phu,1"),
    CROSSWALK,
    5,
    "to_id",
    "unknownReference",
    "không có xã, phường từ 01/7/2025",
    "there is no commune of since 1 July 2025",
  ),
  fault(
    "a site in a commune of another time",
    setSite("khu-mot-2", { commune_id: "xa-moi-a", district_id: "" }),
    SITES,
    4,
    "commune_id",
    "unknownReference",
    "trước 01/7/2025",
    "there is no commune of before 1 July 2025",
  ),
  fault(
    "a unit that ends before it begins",
    setCells(UNITS, "xa-moi-b", { valid_to: "2025-06-30" }),
    UNITS,
    10,
    "valid_to",
    "endsBeforeStart",
    "trước valid_from 2025-07-01",
    "before valid_from 2025-07-01",
  ),
];
