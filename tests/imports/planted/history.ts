import { replace, rewrite } from "../data-set.ts";
import { ZONES, OTHERS, setFigure, append, fault, CLUSTERS, type PlantedFault } from "./plant.ts";

/** Attempts to rewrite what was loaded. */
export const HISTORY_FAULTS: readonly PlantedFault[] = [
  fault(
    "an edited figure",
    setFigure(CLUSTERS, { qualifier: "about" }),
    OTHERS,
    2,
    "known_on",
    "edited",
    "thêm dòng cùng mã với known_on muộn hơn",
    "append-only",
  ),
  fault(
    "an edited figure under a new date",
    setFigure("cho-tu.marketClass.2026", { known_on: "2026-09-01" }),
    OTHERS,
    9,
    "known_on",
    "removed",
    "đã nạp nhưng không còn trong tệp",
    "missing from the files",
  ),
  fault(
    "a removed figure",
    rewrite(ZONES, (text) => text.replace(/khu-mot\.projects[^\n]*\n/, "")),
    "figures/*.csv",
    null,
    null,
    "removed",
    "“khu-mot.projects.2015-06” (known_on 2026-08-01) đã nạp",
    "withdrawn = yes",
  ),
  fault(
    "a backdated correction",
    append(
      OTHERS,
      `${CLUSTERS},tinh-cu,clusters,,02,2,,,exact,2015-06-18,2015-06,published,ke-hoach-2015,,,,high,2026-07-01,,no,,`,
    ),
    OTHERS,
    13,
    "known_on",
    "backdated",
    "cần known_on muộn hơn",
    "expected a later one",
  ),
  fault(
    "an edited fact",
    replace("facts/zones.csv", "Company One", "Company Two"),
    "facts/zones.csv",
    2,
    "known_on",
    "edited",
    "bảng chỉ thêm",
    "append-only",
  ),
  fault(
    "a correction about something else",
    append(
      OTHERS,
      `${CLUSTERS},tinh-moi,clusters,,02,2,,,exact,2015-06-18,2015-06,published,ke-hoach-2015,,,,high,2026-09-01,,no,,`,
    ),
    OTHERS,
    13,
    "subject_id",
    "otherFigure",
    "tinh-cu như dòng 2",
    "tinh-cu as in row 2",
  ),
];
