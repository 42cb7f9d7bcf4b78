import type * as z from "zod/mini";
import type { LayerId, layers } from "#contracts/layers.ts";
import { problem } from "#server/problems.ts";
import type { Read } from "#server/route.ts";
import listSql from "./map-layers.sql?raw";

/** In the order of the layer list: what the map is about first, then the ground it lies on. */
export const MAP_LAYERS: readonly {
  id: LayerId;
  titleVi: string;
  titleEn: string;
  qualityVi: string;
  qualityEn: string;
}[] = [
  {
    id: "sites",
    titleVi: "Khu, tuyến, cụm công nghiệp, chợ và đầu mối",
    titleEn: "Zones, corridor, clusters, markets and nodes",
    qualityVi: "Điểm; chất lượng vị trí ghi ở từng địa điểm. Địa điểm chưa có vị trí không được vẽ.",
    qualityEn: "Points; the quality of each position is stated per site. Sites without a position are not drawn.",
  },
  {
    id: "site-outlines",
    titleVi: "Phạm vi ước lượng của khu công nghiệp",
    titleEn: "Estimated outlines of zones",
    qualityVi: "Ước lượng theo diện tích công bố, không phải ranh giới đất.",
    qualityEn: "Estimated from the published areas; not land boundaries.",
  },
  {
    id: "province",
    titleVi: "Tỉnh Vĩnh Long trước 01/7/2025",
    titleEn: "Vĩnh Long province before 1 July 2025",
    qualityVi: "Đường khái quát, không phải ranh giới pháp lý.",
    qualityEn: "Generalised; not a legal boundary.",
  },
  {
    id: "districts",
    titleVi: "Huyện, thị xã, thành phố (2015)",
    titleEn: "Districts (2015)",
    qualityVi: "Đường khái quát, không phải ranh giới pháp lý.",
    qualityEn: "Generalised; not legal boundaries.",
  },
  {
    id: "communes",
    titleVi: "Xã, phường, thị trấn (2015)",
    titleEn: "Communes (2015)",
    qualityVi: "Đường khái quát; nơi chỉ có ranh giới năm 2015 có thể lệch vài trăm mét.",
    qualityEn: "Generalised; lines that existed only in 2015 may be off by some hundred metres.",
  },
  {
    id: "communes-2025",
    titleVi: "Xã, phường từ 01/7/2025",
    titleEn: "Communes since 1 July 2025",
    qualityVi: "Phần thuộc tỉnh Vĩnh Long trước 01/7/2025. Đường khái quát, không phải ranh giới pháp lý.",
    qualityEn: "The part in Vĩnh Long as it was before 1 July 2025. Generalised; not legal boundaries.",
  },
  {
    id: "neighbours",
    titleVi: "Các tỉnh lân cận trước 01/7/2025",
    titleEn: "Neighbouring provinces before 1 July 2025",
    qualityVi: "Đường khái quát để định hướng.",
    qualityEn: "Generalised, for orientation.",
  },
  {
    id: "water",
    titleVi: "Sông lớn",
    titleEn: "Large rivers",
    qualityVi: "Sơ đồ: bề rộng không đo từ bờ sông thật.",
    qualityEn: "Schematic: widths are not measured banks.",
  },
  {
    id: "rivers",
    titleVi: "Sông, kênh (trục)",
    titleEn: "Rivers and canals (axes)",
    qualityVi: "Trục sông thưa điểm; kênh theo đường xã.",
    qualityEn: "River axes are coarse; canals follow commune lines.",
  },
  {
    id: "roads",
    titleVi: "Quốc lộ (sơ đồ)",
    titleEn: "National roads (schematic)",
    qualityVi: "Sơ đồ vẽ tay, lệch khoảng 0,5–1 km; không dùng để đo.",
    qualityEn: "Drawn by hand, off by about 0.5–1 km; not to be measured.",
  },
  {
    id: "places",
    titleVi: "Địa danh",
    titleEn: "Places",
    qualityVi: "Điểm từ GeoNames.",
    qualityEn: "Points from GeoNames.",
  },
];

/** Titles, counts and credit of these layers, as `/api/layers` has them. */
export const describedLayers = async (read: Read, ids: readonly LayerId[]): Promise<z.output<typeof layers.output>> => {
  const asked = MAP_LAYERS.filter(({ id }) => ids.includes(id));
  return (await read<z.output<typeof layers.output>>(listSql, [JSON.stringify(asked)])) ?? { items: [], total: 0 };
};

export const noLayer = (id = ""): never => {
  const known = MAP_LAYERS.map((layer) => layer.id).join(", ");
  return problem("layer-not-found", {
    vi: `Không có lớp “${id.slice(0, 60)}”; các lớp có: ${known}.`,
    en: `There is no layer “${id.slice(0, 60)}”; there are ${known}.`,
  });
};
