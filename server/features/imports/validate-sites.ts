import {
  editionOf,
  SHAPE_FILE_NAMES,
  SHAPE_FILES,
  siteOfOutline,
  type Geodata,
  type Row,
} from "#server/features/imports/geodata.ts";
import { cell, quote, type IssueList, type Placed } from "#server/features/imports/issue.ts";
import { checkCycles } from "#server/features/imports/references.ts";
import { doubtPosition } from "#server/features/imports/region.ts";

type Site = Row<"sites/*.csv">;

function checkPoint(row: Placed<Site>, issues: IssueList): void {
  const { lng, lat, geometry_quality: quality, geometry_source_id: source } = row.value;
  if ((lng === null) !== (lat === null)) {
    issues.add(cell(row, lng === null ? "lng" : "lat"), "halfPoint", {
      vi: "chỉ có một toạ độ; cần cả lng và lat hoặc để trống cả hai",
      en: "only one coordinate is given; expected both lng and lat, or neither",
    });
    return;
  }
  if (lng === null || lat === null) {
    if (quality === "districtOnly") return;
    issues.add(cell(row, "geometry_quality"), "qualityWithoutPoint", {
      vi: `gặp ${quote(quality)} nhưng không có toạ độ; cần districtOnly khi để trống lng, lat`,
      en: `found ${quote(quality)} without coordinates; expected districtOnly where lng and lat are empty`,
    });
    return;
  }
  if (quality === "districtOnly") {
    issues.add(cell(row, "geometry_quality"), "districtOnlyWithPoint", {
      vi: `gặp "districtOnly" cùng toạ độ ${lng}, ${lat}; cần để trống lng, lat hoặc nêu chất lượng của điểm`,
      en: `found "districtOnly" with the position ${lng}, ${lat}; expected empty lng and lat, or the quality of the point`,
    });
  }
  if (source === null) {
    issues.add(cell(row, "geometry_source_id"), "pointWithoutSource", {
      vi: "ô trống trong khi có toạ độ; cần mã nguồn của điểm",
      en: "the cell is empty while there is a position; expected the source of the point",
    });
  }
  const doubt = doubtPosition(lng, lat);
  if (doubt) issues.add(cell(row, "lng"), doubt.code, doubt.sentence);
}

export function checkSites({ tables }: Geodata, issues: IssueList): void {
  const { rows } = tables["sites/*.csv"];
  const communes = tables["admin-units.csv"].rows.filter(
    ({ value }) => value.level === "commune" && editionOf(value) === "2015",
  );
  const districtOf = new Map(communes.map(({ value }) => [value.id, value.parent_id]));
  for (const row of rows) {
    checkPoint(row, issues);
    const { commune_id: commune, district_id: district } = row.value;
    const parent = commune === null ? undefined : districtOf.get(commune);
    if (parent !== undefined && parent !== district) {
      issues.add(cell(row, "district_id"), "otherDistrict", {
        vi: `${district === null ? "ô trống" : `gặp ${quote(district)}`} nhưng ${commune} thuộc ${parent}; cần ${parent}`,
        en: `${district === null ? "the cell is empty" : `found ${quote(district)}`} but ${commune} belongs to ${parent}; expected ${parent}`,
      });
    }
  }
  checkCycles(rows, "parent_id", issues);
}

/** Boundaries stand for units of their level and edition, outlines for sites, and no unit of such a file goes without. */
export function checkShapes({ tables, shapes }: Geodata, issues: IssueList): void {
  const units = tables["admin-units.csv"];
  const sites = tables["sites/*.csv"];
  for (const file of SHAPE_FILE_NAMES) {
    const { level, edition, layer } = SHAPE_FILES[file];
    const { rows, ids, isComplete } = shapes[file];
    const owners = level ? units : layer === "site-outlines" ? sites : null;
    if (!owners?.isComplete) continue;
    for (const row of rows) {
      const id = level ? row.value.properties.id : siteOfOutline(row.value.properties.id);
      const unit = level ? units.rows.find(({ value }) => value.id === id)?.value : undefined;
      if (owners.ids.has(id) && (!unit || (unit.level === level && editionOf(unit) === edition))) continue;
      issues.add(cell(row, "id"), "shapeWithoutOwner", {
        vi: `không có ${level ? `đơn vị cấp ${level} (${edition})` : "địa điểm"} nào mang mã ${quote(id)}`,
        en: `there is no ${level ? `${level} (${edition})` : "site"} with the id ${quote(id)}`,
      });
    }
    if (!level || !isComplete) continue;
    for (const row of units.rows) {
      if (row.value.level !== level || editionOf(row.value) !== edition || ids.has(row.value.id)) continue;
      issues.add(cell(row, "id"), "unitWithoutShape", {
        vi: `${row.value.id} không có ranh giới; cần một đối tượng cùng mã trong ${file}`,
        en: `${row.value.id} has no boundary; expected a feature of the same id in ${file}`,
      });
    }
  }
}
