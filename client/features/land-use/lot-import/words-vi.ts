import type { ImportCheck, Outcome } from "./import-data.ts";

type Where = NonNullable<ImportCheck["where"]>;
const outcomes: Record<Outcome, string> = { new: "mới", changed: "thay đổi", equal: "giữ nguyên", faulty: "chưa đúng" };
const kinds: Record<NonNullable<Where["kind"]>, string> = {
  "swapped-axes": "X và Y bị đổi chỗ cho nhau",
  "wrong-datum": "sai hệ quy chiếu (lẫn VN-2000 với WGS 84)",
  "wrong-meridian": "sai kinh tuyến trục",
  "metres-as-degrees": "tọa độ tính bằng mét nhưng tệp ghi là độ",
  "degrees-as-metres": "tọa độ tính bằng độ nhưng tệp ghi là mét",
  "other-system": "sai hệ tọa độ",
};

/** Texts of lots from a file. */
export const words = {
  heading: "Nhập lô từ tệp",
  lead: "CSV, Excel (.xlsx), GeoJSON, GeoPackage, Shapefile (nén .zip), KML/KMZ, DXF; nhiều nhất 20 MB. Chưa ghi gì cho đến khi bạn bấm ghi.",
  chooseSite: "Hãy chọn khu, cụm ở trang lô đất trước khi nhập tệp.",
  choose: "Chọn tệp",
  drop: "hoặc thả tệp vào đây",
  tooLarge: "Tệp lớn hơn 20 MB.",
  reading: "Đang đọc và kiểm tra tệp…",
  layer: "Lớp",
  crs: "Hệ tọa độ",
  unknownCrs: "Chưa biết, hãy chọn",
  swapped: "Đổi chỗ X và Y",
  crsName: (id: string) => id.replace("WGS84-TM3:", "WGS 84, kinh tuyến trục "),
  verdicts: {
    fits: "Các lô nằm đúng nơi của khu.",
    proposed: "Tệp không ghi hệ tọa độ. Đọc theo hệ dưới đây thì các lô nằm đúng nơi; hãy xác nhận.",
    beside: (metres: string) =>
      `Các lô nằm cách phạm vi khu đang vẽ khoảng ${metres} m. Hãy xem bản đồ và xác nhận hệ tọa độ.`,
    nowhere: "Đọc theo hệ nào các lô cũng không nằm trong tỉnh. Hãy kiểm tra tọa độ trong tệp.",
    mistake: (kind: NonNullable<Where["kind"]>, metres: string | null) =>
      `Có vẻ ${kinds[kind]}${metres === null ? "" : `: lệch khoảng ${metres} m`}.`,
  },
  accept: (crs: string, isSwapped: boolean) => `Đọc theo ${crs}${isSwapped ? ", đổi chỗ X và Y" : ""}`,
  keep: "Giữ như tệp ghi",
  none: "không có",
  fields: { code: "Mã lô", statedAreaHa: "Diện tích", use: "Mục đích", note: "Ghi chú", geometry: "Đường bao" },
  from: "Lô mới có từ ngày",
  measured: "Lô mới không ghi diện tích: lấy theo đường bao",
  outcomes,
  counts: (counts: ImportCheck["counts"]) =>
    `${counts.new} lô mới, ${counts.changed} lô thay đổi, ${counts.equal} lô giữ nguyên, ${counts.faulty} dòng chưa đúng`,
  row: "Dòng",
  lot: "Lô",
  outcome: "Kết quả",
  detail: "Chi tiết",
  area: (stated: string, measured: string) => `nêu ${stated} ha, đo ${measured} ha`,
  write: (lots: number) => `Ghi ${lots} lô`,
  writeValid: (lots: number) => `Chỉ ghi ${lots} lô đúng`,
  allOrNothing: "Còn dòng chưa đúng: sửa tệp rồi chọn lại để ghi tất cả, hoặc chỉ ghi các dòng đúng.",
  confirmFirst: "Hãy xác nhận hệ tọa độ trước khi ghi.",
  written: (added: number, changed: number) => `Đã ghi: thêm ${added} lô, sửa ${changed} lô.`,
  undo: "Hoàn tác cả lần nhập",
  undone: "Đã hoàn tác lần nhập.",
  close: "Về danh sách lô",
  map: "Trên bản đồ: nét liền là lô mới, nét đứt là lô thay đổi, nét chấm đỏ là dòng chưa đúng.",
};
export type Words = typeof words;
