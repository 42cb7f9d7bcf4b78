import { LAND_TABLES } from "#contracts/geodata-land.ts";
import { all, replace, type Edit } from "../data-set.ts";
import { addIllustrative, write } from "./illustrative.ts";
import { fault, type PlantedFault } from "./plant.ts";

const LOTS = "illustrative/land/lots.geojson";
const LEASES = "illustrative/land/leases.csv";
const table = (name: keyof typeof LAND_TABLES, ...rows: string[]): Edit =>
  write(`illustrative/${name}`, [Object.keys(LAND_TABLES[name].shape).join(","), ...rows]);

const LOT = {
  type: "Feature",
  properties: {
    id: "lo-mot-minh-hoa",
    site_id: "khu-mot",
    code: "M-A1",
    stated_area_ha: 2.5,
    use: "industrial",
    in_force_from: "2012-01-02",
    in_force_to: null,
    source_id: "nguon-minh-hoa",
    note: "Lô minh họa.",
  },
  geometry: {
    type: "MultiPolygon",
    coordinates: [
      [
        [
          [105.9, 10.1],
          [105.902, 10.1],
          [105.902, 10.101],
          [105.9, 10.1],
        ],
      ],
    ],
  },
};

/** Land use of the made-up set: a lot, a project and its lease. */
const addLand: Edit = all(
  addIllustrative,
  write(LOTS, [JSON.stringify({ type: "FeatureCollection", features: [LOT] })]),
  table("land/enterprises.csv", "dn-minh-hoa,,Doanh nghiệp minh họa,Illustrative enterprise,VN,"),
  table("land/projects.csv", "da-minh-hoa,dn-minh-hoa,khu-mot,Dự án minh họa,Illustrative project,"),
  table("land/leases.csv", "hd-minh-hoa,lo-mot-minh-hoa,da-minh-hoa,1/HĐ,2012-02-01,2012-02-10,,2.5,"),
);
const plant = (name: string, edit: Edit, ...rest: [string, number | null, string | null, string, string, string]) =>
  fault(`land use: ${name}`, all(addLand, edit), ...rest);

export const LAND_FAULTS: readonly PlantedFault[] = [
  plant(
    "a lease of a lot that is not there",
    replace(LEASES, "lo-mot-minh-hoa", "lo-mat-minh-hoa"),
    LEASES,
    2,
    "lot_id",
    "unknownReference",
    "có phải lo-mot-minh-hoa?",
    "did you mean lo-mot-minh-hoa?",
  ),
  plant(
    "a lease of a project that is not there",
    replace(LEASES, "da-minh-hoa", "du-an-minh-hoa"),
    LEASES,
    2,
    "project_id",
    "unknownReference",
    "du-an-minh-hoa",
    "du-an-minh-hoa",
  ),
  plant(
    "an extension without its last day",
    table("land/lease-facts.csv", "gh-minh-hoa,hd-minh-hoa,extension,2013-02-11,,yes,1/VB-MH,"),
    "illustrative/land/lease-facts.csv",
    2,
    "to_day",
    "lastDay",
    "cần ngày cuối của extension",
    "expected the last day of the extension",
  ),
  plant(
    "force majeure that ends before it begins",
    table("land/lease-facts.csv", "bkk-minh-hoa,hd-minh-hoa,force-majeure,2013-02-11,2013-02-10,,1/VB-MH,"),
    "illustrative/land/lease-facts.csv",
    2,
    "to_day",
    "backwards",
    "trước from_day",
    "before from_day",
  ),
  plant(
    "a handover of two days",
    table("land/lease-facts.csv", "bg-minh-hoa,hd-minh-hoa,handover,2013-02-11,2013-02-12,,1/VB-MH,"),
    "illustrative/land/lease-facts.csv",
    2,
    "to_day",
    "lastDay",
    "bàn giao là một ngày",
    "a handover is one day",
  ),
  plant(
    "a lot of no use known",
    replace(LOTS, "industrial", "industry"),
    LOTS,
    1,
    "use",
    "oneOf",
    "cần một trong: industrial, service",
    "expected one of: industrial, service",
  ),
  plant(
    "a lot in a site that is not there",
    replace(LOTS, "khu-mot", "khu-muoi"),
    LOTS,
    1,
    "site_id",
    "unknownReference",
    "gặp “khu-muoi”",
    "found “khu-muoi”",
  ),
  plant(
    "a lot without its mark",
    all(replace(LOTS, "lo-mot-minh-hoa", "lo-mot"), replace(LEASES, "lo-mot-minh-hoa", "lo-mot")),
    LOTS,
    1,
    "id",
    "notMarked",
    "minh-hoa",
    "minh-hoa",
  ),
  plant(
    "an enterprise whose name could be real",
    replace("illustrative/land/enterprises.csv", "Doanh nghiệp minh họa", "Công ty Sông Tiền"),
    "illustrative/land/enterprises.csv",
    2,
    "name_vi",
    "notMarked",
    "gặp “Công ty Sông Tiền”",
    "found “Công ty Sông Tiền”",
  ),
  plant(
    "leases among the published files",
    write("land/leases.csv", [Object.keys(LAND_TABLES["land/leases.csv"].shape).join(",")]),
    "land/leases.csv",
    null,
    null,
    "unknownFile",
    "tệp không thuộc bảng hay lớp nào",
    "the file belongs to no table or layer",
  ),
];
