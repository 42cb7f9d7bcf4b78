/** Faults of the made-up data set, which lies below the published files and must not be taken for them. */

import { all, setCells, type Edit } from "../data-set.ts";
import { append, fault, OTHERS, type PlantedFault } from "./plant.ts";

export const write =
  (file: string, lines: readonly string[]): Edit =>
  (files) =>
    void files.set(file, new TextEncoder().encode(lines.map((line) => `${line}\n`).join("")));

const headerOf =
  (file: string, published: string, rows: readonly string[]): Edit =>
  (files) => {
    const [header = ""] = new TextDecoder().decode(files.get(published)).split("\n");
    write(file, [header, ...rows])(files);
  };

const FIGURES = "illustrative/figures/all.csv";
const SITES = "illustrative/sites/all.csv";
const TOTALS = "illustrative/control-totals.csv";
const DEPLOYED = "khu-mot.deployedHa.2015-06.minh-hoa";
const figure = (id: string, subject: string, metric: string, value: string): string =>
  `${id},${subject},${metric},,,${value},,,exact,2015-06-18,2015-06,illustrative,nguon-minh-hoa,,,,low,2026-08-01,,no,,`;

/** A complete made-up set beside the small one: a source, a site, figures, a list and a total. */
export const addIllustrative: Edit = all(
  headerOf("illustrative/sources.csv", "sources.csv", [
    "nguon-minh-hoa,Số liệu minh họa,Illustrative data,,Chúng tôi,ours,vi,2026-08-01,,,,,low,,",
  ]),
  headerOf(SITES, "sites/zones.csv", [
    "ccn-minh-hoa-1,cluster,planned,,1,CCN minh họa 1,Illustrative cluster 1,CCN minh họa 1,Illustrative 1,,,,105.86,10.12,estimate,,,nguon-minh-hoa,,,,",
  ]),
  headerOf(FIGURES, OTHERS, [
    figure(DEPLOYED, "khu-mot", "deployedHa", "12.5"),
    figure("ccn-minh-hoa-1.grossHa.2015-06", "ccn-minh-hoa-1", "grossHa", "40"),
  ]),
  headerOf("illustrative/plan-versions.csv", "plan-versions.csv", [
    "cum-minh-hoa,clusters,Cụm minh họa,Illustrative clusters,2015-06-18,2015-06,nguon-minh-hoa,,,,",
  ]),
  write("illustrative/plan-version-members/all.csv", ["plan_version_id,site_id,stage", "cum-minh-hoa,ccn-minh-hoa-1,"]),
  headerOf(TOTALS, "control-totals.csv", [
    "dien-tich-minh-hoa,Diện tích,Area,ccn-minh-hoa-1.grossHa.2015-06,sumOfList,cum-minh-hoa,grossHa,,,,,,",
  ]),
);

const plant = (
  name: string,
  edit: Edit,
  ...rest: [string, number | null, string | null, string, string, string]
): PlantedFault => fault(`illustrative: ${name}`, all(addIllustrative, edit), ...rest);

export const ILLUSTRATIVE_FAULTS: readonly PlantedFault[] = [
  plant(
    "a made-up figure among the published ones",
    append(
      OTHERS,
      figure("khu-mot.projectsFdi.2015-06", "khu-mot", "projectsFdi", "3").replace("nguon-minh-hoa", "ke-hoach-2015"),
    ),
    OTHERS,
    13,
    "method",
    "illustrativeMethod",
    "số liệu minh họa chỉ được đặt trong thư mục illustrative/",
    "made-up figures belong in illustrative/ only",
  ),
  plant(
    "a figure that passes for published in the made-up folder",
    setCells(FIGURES, DEPLOYED, { method: "published", printed: "12,5" }),
    FIGURES,
    2,
    "method",
    "realMethod",
    "gặp “published”; cần illustrative",
    "found “published”; expected illustrative",
  ),
  plant(
    "a made-up figure that says it is sure",
    setCells(FIGURES, DEPLOYED, { confidence: "high" }),
    FIGURES,
    2,
    "confidence",
    "illustrativeConfidence",
    "gặp “high”; cần low",
    "found “high”; expected low",
  ),
  plant(
    "a made-up figure under the name of a publication",
    setCells(FIGURES, DEPLOYED, { source_id: "ke-hoach-2015" }),
    FIGURES,
    2,
    "source_id",
    "realSource",
    "gặp “ke-hoach-2015”; cần một nguồn của illustrative/sources.csv",
    "found “ke-hoach-2015”; expected a source of illustrative/sources.csv",
  ),
  plant(
    "a made-up figure whose id does not say so",
    setCells(FIGURES, DEPLOYED, { id: "khu-mot.deployedHa.2015-06" }),
    FIGURES,
    2,
    "id",
    "notMarked",
    "cần chữ có “minh-hoa”",
    "expected a text with “minh-hoa”",
  ),
  plant(
    "a made-up site with a name like a real one",
    setCells(SITES, "ccn-minh-hoa-1", { name_vi: "CCN Phú Long" }),
    SITES,
    2,
    "name_vi",
    "notMarked",
    "gặp “CCN Phú Long”; cần chữ có “minh họa”",
    "found “CCN Phú Long”; expected a text with “minh họa”",
  ),
  plant(
    "a made-up site with a real name in English",
    setCells(SITES, "ccn-minh-hoa-1", { short_name_en: "Phu Long cluster" }),
    SITES,
    2,
    "short_name_en",
    "notMarked",
    "cần chữ có “illustrative”",
    "expected a text with “illustrative”",
  ),
  plant(
    "a published list that names a made-up site",
    append("plan-version-members/all.csv", "clusters-2015,ccn-minh-hoa-1,"),
    "plan-version-members/all.csv",
    4,
    "site_id",
    "namesIllustrative",
    "gặp “ccn-minh-hoa-1”, là dòng minh họa",
    "found “ccn-minh-hoa-1”, which is made up",
  ),
  plant(
    "a total that is not reached",
    setCells(TOTALS, "dien-tich-minh-hoa", { total_figure_id: DEPLOYED }),
    TOTALS,
    2,
    "total_figure_id",
    "totalNotReproduced",
    "số công bố 12.5",
    "12.5 was published",
  ),
  plant(
    "a shortfall, though made-up figures can be made to fit",
    setCells(TOTALS, "dien-tich-minh-hoa", {
      declared_shortfall: "1",
      shortfall_reason_vi: "Thiếu.",
      shortfall_reason_en: "Missing.",
    }),
    TOTALS,
    2,
    "declared_shortfall",
    "illustrativeShortfall",
    "cần ô trống",
    "expected an empty cell",
  ),
  plant(
    "a table that the made-up set may not add to",
    write("illustrative/facts/zones.csv", ["id"]),
    "illustrative/facts/zones.csv",
    null,
    null,
    "unknownFile",
    "tệp không thuộc bảng hay lớp nào",
    "the file belongs to no table or layer",
  ),
  plant(
    "the published table left out",
    (files) => void files.delete("plan-versions.csv"),
    "plan-versions.csv",
    null,
    null,
    "missingFile",
    "thiếu tệp",
    "the file is missing",
  ),
];
