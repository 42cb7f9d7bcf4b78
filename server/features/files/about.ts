import type { FileQuery, OpenDataSource } from "#contracts/files.ts";
import type { Language } from "#contracts/units.ts";
import type { Collection, CollectionProperty } from "#server/collections/collections.ts";
import type { Cell, Crs } from "#server/vector-files/layer.ts";
import type { CollectionFacts } from "./read-collection.ts";

/** Columns that every file has after its own, so that a row that was copied elsewhere still says where it is from. */
const PROVENANCE: readonly CollectionProperty[] = [
  { name: "source_title", type: "string", titleVi: "Nguồn", titleEn: "Source title" },
  { name: "source_date", type: "date", titleVi: "Ngày của nguồn", titleEn: "Date of the source" },
  { name: "source_licence", type: "string", titleVi: "Giấy phép của nguồn", titleEn: "Licence of the source" },
  { name: "data_quality", type: "string", titleVi: "Chất lượng của bộ dữ liệu", titleEn: "Quality of the data set" },
];

export const fieldsOf = ({ properties }: Collection): readonly CollectionProperty[] => [...properties, ...PROVENANCE];

/** Adds the columns of provenance to the cells of a row. */
export const provenanceOf = (
  collection: Collection,
  sources: readonly OpenDataSource[],
  lang: Language,
): ((cells: readonly Cell[]) => readonly Cell[]) => {
  const at = collection.properties.findIndex(({ name }) => name === "source_id");
  const byId = new Map<Cell, OpenDataSource>(sources.map((source) => [source.id, source]));
  const quality = lang === "vi" ? collection.qualityVi : collection.qualityEn;
  return (cells) => {
    const source = byId.get(cells[at] ?? null);
    const title = lang === "vi" ? source?.titleVi : source?.titleEn;
    return [...cells, title ?? null, source?.publishedOn ?? null, source?.licence ?? null, quality];
  };
};

const NO_LICENCE = { vi: "không nêu giấy phép", en: "no licence stated" } as const;

/** The read-me of a file. */
export const aboutOf = (
  collection: Collection,
  { dataVersion, rows, newestOn, sources }: CollectionFacts,
  crs: Crs,
  { asOf, knownOn, data }: FileQuery,
): string =>
  (["vi", "en"] as const)
    .map((lang) => {
      const say = (vi: string, en: string) => (lang === "vi" ? vi : en);
      return [
        say(collection.titleVi, collection.titleEn),
        say(collection.descriptionVi, collection.descriptionEn),
        ...(data === "illustrative"
          ? [
              say(
                "CÓ SỐ LIỆU MINH HỌA: dòng có data_set = illustrative là số tạo ra để minh họa, không có thật.",
                "WITH ILLUSTRATIVE DATA: rows with data_set = illustrative are made up for demonstration and not real.",
              ),
            ]
          : []),
        `${say("Chất lượng", "Quality")}: ${say(collection.qualityVi, collection.qualityEn)}`,
        `${say("Số dòng", "Rows")}: ${rows}. ${say("Số liệu mới nhất", "Newest figure")}: ${newestOn ?? "–"}. ${say("Phiên bản dữ liệu", "Version of the data")}: ${dataVersion}.`,
        ...(asOf ? [`${say("Không có số liệu sau ngày", "No figure dated after")}: ${asOf}.`] : []),
        ...(knownOn ? [`${say("Không có số liệu biết sau ngày", "No figure learnt after")}: ${knownOn}.`] : []),
        `${say("Hệ tọa độ", "Reference system")}: ${crs.name} (EPSG:${crs.srid}).`,
        say(
          "Ô trống là chưa tìm thấy nguồn, không phải 0. Khi dùng lại xin ghi nguồn của từng số liệu.",
          "An empty cell means that no source was found, never 0. Please name the source of each figure when reusing it.",
        ),
        `${say("Nguồn và giấy phép", "Sources and licences")}:`,
        ...sources.map(
          ({ id, titleVi, titleEn, publisher, publishedOn, licence }) =>
            `- ${id}: ${say(titleVi, titleEn)}; ${publisher}; ${publishedOn ?? "–"}; ${licence ?? NO_LICENCE[lang]}`,
        ),
        `${say("Các cột", "Columns")}:`,
        ...fieldsOf(collection).map(
          ({ name, titleVi, titleEn, unit }) => `- ${name}: ${say(titleVi, titleEn)}${unit ? ` (${unit})` : ""}`,
        ),
      ].join("\n");
    })
    .join("\n\n----------\n\n");
