import type { Language } from "#contracts/units.ts";

/** What the map itself says. Words of the legend stand with its entries (legend.ts). */
const vi = {
  region: "Bản đồ các khu, cụm công nghiệp và chợ tỉnh Vĩnh Long",
  keys: "Bản đồ: phím mũi tên để dời, + và − để phóng to, thu nhỏ",
  zoomIn: "Phóng to",
  zoomOut: "Thu nhỏ",
  home: "Xem toàn tỉnh",
  noSource: "chưa tìm thấy nguồn",
  noFigureThen: "chưa có số liệu lúc đó",
  threeZones: "Tổng ba khu",
  estimated: "ước tính",
  about: "khoảng",
  illustrative: "minh họa",
  innerIllustrative: "vòng trong: minh họa",
  cluster: (count: number) => `+${count} cụm`,
  credit: "Không phải ranh giới pháp lý · © OpenStreetMap · GeoNames",
  creditInFull:
    "Ranh giới khái quát, không phải ranh giới pháp lý. Sông © OpenStreetMap; địa danh GeoNames. Bấm để xem mọi nguồn.",
  noWebGl: "Thiết bị hoặc trình duyệt này không vẽ được bản đồ (cần WebGL 2).",
  broken: "Bản đồ gặp lỗi và đã dừng.",
  stillUsable: "Danh sách, số liệu và nguồn vẫn dùng được đầy đủ.",
  retry: "Thử lại",
  layerFailed: (layer: string) => `Không tải được lớp bản đồ “${layer}”. Phần còn lại vẫn dùng được.`,
} as const;

export type MapWords = { readonly [K in keyof typeof vi]: (typeof vi)[K] extends string ? string : (typeof vi)[K] };

const en: MapWords = {
  region: "Map of the industrial zones, clusters and markets of Vĩnh Long",
  keys: "Map: arrow keys to move, + and − to zoom",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  home: "Show the whole province",
  noSource: "no source found",
  noFigureThen: "no figure by then",
  threeZones: "Total of the three sites",
  estimated: "estimated",
  about: "c.",
  illustrative: "illustrative",
  innerIllustrative: "inner ring: illustrative",
  cluster: (count) => `+${count} ${count === 1 ? "cluster" : "clusters"}`,
  credit: "Not legal boundaries · © OpenStreetMap · GeoNames",
  creditInFull:
    "Generalised boundaries, not legal ones. Rivers © OpenStreetMap; place names GeoNames. Opens all sources.",
  noWebGl: "This device or browser cannot draw the map (WebGL 2 is needed).",
  broken: "The map has failed and stopped.",
  stillUsable: "The list, figures and sources all still work.",
  retry: "Try again",
  layerFailed: (layer) => `The map layer “${layer}” could not be loaded. Everything else still works.`,
};

export const mapWords = (language: Language): MapWords => (language === "vi" ? vi : en);
