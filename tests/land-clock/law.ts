import { join } from "node:path";
import { IssueList } from "#server/features/imports/issue.ts";
import { parseGeodata, readFiles } from "#server/features/imports/read.ts";
import { clockLawOf } from "#server/land-clock/law.ts";
import { ROOT } from "../helpers/embedded-template.ts";

/** The rules and holidays of geodata/, as the importer reads them. */
export const LAW = clockLawOf(parseGeodata(await readFiles(join(ROOT, "geodata")), new IssueList()));
