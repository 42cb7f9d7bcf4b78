import type { Text } from "#server/problems.ts";

/** Before anything is unpacked, and counted again while it is. */
export const LIMITS = {
  packedBytes: 20_000_000,
  unpackedBytes: 200_000_000,
  /** Unpacked over packed; small files of one repeated letter are harmless. */
  ratio: 100,
  ratioFromBytes: 5_000_000,
  entries: 1_000,
  vertices: 2_000_000,
  featureVertices: 100_000,
  features: 100_000,
  fields: 500,
  /** Of one cell or name. */
  textLength: 1_000_000,
  depth: 64,
  /** Metres or degrees; what is larger is no place on earth. */
  coordinate: 1e8,
} as const;

const millions = (bytes: number): number => Math.round(bytes / 1e6);

/** Why a file is not read at all. */
const SENTENCES = {
  empty: { vi: "tệp rỗng", en: "the file is empty" },
  "too-large": {
    vi: `tệp lớn hơn ${millions(LIMITS.packedBytes)} MB; hãy chia thành nhiều tệp`,
    en: `the file is larger than ${millions(LIMITS.packedBytes)} MB; split it into several`,
  },
  "unpacked-too-large": {
    vi: `tệp nén chứa hơn ${millions(LIMITS.unpackedBytes)} MB khi giải nén`,
    en: `the archive holds more than ${millions(LIMITS.unpackedBytes)} MB when unpacked`,
  },
  ratio: {
    vi: `tệp nén phình to hơn ${LIMITS.ratio} lần khi giải nén, như tệp làm hỏng máy`,
    en: `the archive grows more than ${LIMITS.ratio}-fold when unpacked, as files made to do harm do`,
  },
  "too-many-entries": {
    vi: `tệp nén có hơn ${LIMITS.entries} tệp con`,
    en: `the archive has more than ${LIMITS.entries} entries`,
  },
  symlink: { vi: "tệp nén có liên kết đến tệp khác", en: "the archive holds a link to another file" },
  "unsafe-path": {
    vi: "tệp nén có tên tệp con trỏ ra ngoài thư mục của nó",
    en: "the archive names a file outside its own folder",
  },
  "same-name": { vi: "tệp nén có hai tệp con cùng tên", en: "the archive has two entries of one name" },
  encrypted: {
    vi: "tệp đặt mật khẩu; hãy lưu lại không có mật khẩu",
    en: "the file is protected by a password; save it without",
  },
  "nested-archive": {
    vi: "tệp nén nằm trong tệp nén; hãy giải nén rồi gửi từng tệp",
    en: "an archive inside an archive; unpack it and send the files one by one",
  },
  "damaged-archive": { vi: "tệp nén bị hỏng hoặc thiếu phần cuối", en: "the archive is damaged or cut off" },
  "unknown-format": {
    vi: "không nhận ra loại tệp; đọc được CSV, Excel (.xlsx), GeoJSON, GeoPackage, Shapefile (nén .zip), KML/KMZ và DXF",
    en: "the kind of file is not known; CSV, Excel (.xlsx), GeoJSON, GeoPackage, Shapefile (zipped), KML/KMZ and DXF are read",
  },
  "old-excel": {
    vi: "Excel đời cũ (.xls) hoặc Excel đặt mật khẩu; hãy lưu thành .xlsx không mật khẩu",
    en: "an old Excel file (.xls), or one with a password; save it as .xlsx without a password",
  },
  dwg: { vi: "tệp DWG không đọc được; hãy lưu thành DXF", en: "DWG cannot be read; save it as DXF" },
  "no-dxf": {
    vi: "máy chủ này chưa đọc được DXF (thiếu GDAL); hãy xuất bản vẽ thành Shapefile, GeoPackage hoặc GeoJSON",
    en: "this server cannot read DXF (GDAL is missing); export the drawing as Shapefile, GeoPackage or GeoJSON",
  },
  "damaged-dxf": { vi: "bản vẽ DXF bị hỏng, không đọc được", en: "the DXF drawing is damaged and cannot be read" },
  "bad-encoding": {
    vi: "chữ trong tệp không đọc được; hãy lưu dạng UTF-8",
    en: "the text of the file cannot be read; save it as UTF-8",
  },
  "not-text": { vi: "tệp có ký tự không phải chữ (NUL)", en: "the file has characters that are no text (NUL)" },
  "unclosed-quote": { vi: "dấu ngoặc kép mở mà không đóng", en: "a quotation mark is opened and never closed" },
  "bad-table": { vi: "bảng không đọc được", en: "the table cannot be read" },
  "no-heads": {
    vi: "hàng đầu không có tên cột; cần một hàng tên cột rồi đến số liệu",
    en: "there is no row of column names; one is needed above the data",
  },
  "long-text": { vi: "một ô dài quá một triệu ký tự", en: "a cell is longer than a million characters" },
  "too-many-rows": {
    vi: `nhiều hơn ${LIMITS.features.toLocaleString("vi-VN")} dòng`,
    en: `more than ${LIMITS.features.toLocaleString("en-GB")} rows`,
  },
  "too-many-columns": { vi: `nhiều hơn ${LIMITS.fields} cột`, en: `more than ${LIMITS.fields} columns` },
  "too-many-vertices": {
    vi: `nhiều hơn ${LIMITS.vertices.toLocaleString("vi-VN")} đỉnh trong tệp, hoặc ${LIMITS.featureVertices.toLocaleString("vi-VN")} đỉnh trong một hình`,
    en: `more than ${LIMITS.vertices.toLocaleString("en-GB")} vertices in the file, or ${LIMITS.featureVertices.toLocaleString("en-GB")} in one shape`,
  },
  "too-deep": { vi: "cấu trúc lồng nhau quá sâu", en: "the structure is nested too deeply" },
  "bad-json": { vi: "không phải JSON đúng", en: "not valid JSON" },
  "not-geojson": { vi: "JSON này không phải GeoJSON", en: "this JSON is no GeoJSON" },
  doctype: {
    vi: "XML có khai báo DOCTYPE hoặc thực thể, không được nhận",
    en: "the XML declares a DOCTYPE or entities, which is not taken",
  },
  "bad-xml": { vi: "XML bị hỏng", en: "the XML is not well formed" },
  "not-kml": { vi: "XML này không phải KML", en: "this XML is no KML" },
  "bad-workbook": { vi: "không mở được tệp Excel", en: "the Excel file cannot be opened" },
  "no-shapefile": {
    vi: "trong tệp nén không có tệp .shp, .kml hay bảng Excel",
    en: "the archive holds neither a .shp nor a .kml nor an Excel workbook",
  },
  "several-layers": {
    vi: "tệp có nhiều lớp; hãy chọn lớp chứa các lô",
    en: "the file has several layers; choose the one that holds the lots",
  },
  "no-layer": { vi: "tệp không có lớp này", en: "the file has no such layer" },
  "no-dbf": {
    vi: "thiếu tệp .dbf cùng tên với .shp; hãy nén đủ .shp, .dbf, .shx, .prj",
    en: "the .dbf that belongs to the .shp is missing; zip .shp, .dbf, .shx and .prj together",
  },
  "damaged-shapefile": { vi: "tệp .shp bị hỏng hoặc bị cắt", en: "the .shp is damaged or cut off" },
  "damaged-dbf": { vi: "tệp .dbf bị hỏng hoặc bị cắt", en: "the .dbf is damaged or cut off" },
  "rows-differ": {
    vi: "số hình trong .shp khác số dòng trong .dbf",
    en: "the .shp and the .dbf have different numbers of rows",
  },
  "damaged-geopackage": { vi: "GeoPackage bị hỏng", en: "the GeoPackage is damaged" },
  "not-geopackage": { vi: "tệp SQLite này không phải GeoPackage", en: "this SQLite file is no GeoPackage" },
  "geopackage-view": {
    vi: "lớp là khung nhìn (view) hoặc bảng ảo, có lệnh chạy bên trong; hãy xuất thành bảng",
    en: "the layer is a view or a virtual table, which runs statements of its own; export it as a table",
  },
  "no-features": { vi: "tệp không có hình hay dòng nào", en: "the file has no shapes or rows" },
  "too-much-memory": {
    vi: "tệp cần nhiều bộ nhớ hơn mức cho phép",
    en: "reading the file takes more memory than is allowed",
  },
  "too-slow": { vi: "đọc tệp quá lâu", en: "reading the file takes too long" },
} as const satisfies Record<string, Text>;

export type RefusalCode = keyof typeof SENTENCES;

/** The whole file is not taken; `where` says at which place, in either language: `tệp con a.dbf`, `line 3`. */
export class FileRefusal extends Error {
  override readonly name = "FileRefusal";
  readonly code: RefusalCode;
  readonly where: Text | null;

  constructor(code: RefusalCode, where: Text | null = null, cause?: unknown) {
    super(`${code}${where ? `: ${where.en}` : ""}`, { cause });
    this.code = code;
    this.where = where;
  }
}

export const refuseFile = (code: RefusalCode, where: Text | null = null, cause?: unknown): never => {
  throw new FileRefusal(code, where, cause);
};

/** With a name of a file or a word of it, which reads alike in both languages. */
export const at = (vi: string, en: string, what: string | number): Text => ({
  vi: `${vi} ${String(what).slice(0, 100)}`,
  en: `${en} ${String(what).slice(0, 100)}`,
});

export const sentenceOf = (code: RefusalCode, where: Text | null): Text => ({
  vi: where ? `${SENTENCES[code].vi} (${where.vi})` : SENTENCES[code].vi,
  en: where ? `${SENTENCES[code].en} (${where.en})` : SENTENCES[code].en,
});
