import { createHash } from "node:crypto";
import type { checkImport, importRow } from "#contracts/land-import.ts";
import { MOST_IMPORTED } from "#contracts/land-import.ts";
import { dayInVietnam } from "#contracts/calendar-day.ts";
import type * as z from "zod/mini";
import type { Tx } from "#server/db/port.ts";
import { problem, type Text } from "#server/problems.ts";
import type { FileContent, FileFeature, Shape } from "#server/vector-files/read/features.ts";
import shapesSql from "../sql/import-shapes.sql?raw";
import siteSql from "../sql/import-site.sql?raw";
import { type CellFault, type Columns, proposeColumns, readArea, readCode, readNote, readUse } from "./columns.ts";
import { type Neighbour, neighboursOf, tellNeighbour } from "./neighbours.ts";
import { type Held, type Place, placeOf, shapeInWgs84, type Site } from "./place.ts";
import { isSameShape } from "./same-shape.ts";

export type Sent = z.output<NonNullable<(typeof checkImport)["body"]>>;
export type Checked = z.output<(typeof checkImport)["output"]>;
type Row = z.output<typeof importRow>;
type Change = Row["changes"][number];

/** What is written of a row: a new lot, or fields of one that is held at a version. */
export type Write = {
  readonly row: number;
  readonly lotId: number | null;
  readonly rowVersion: number | null;
  readonly fields: Readonly<Record<string, unknown>>;
};

/** A row on its way: what was read of it, what is wrong, what it would come to. */
export type Draft = {
  readonly n: number;
  readonly row: number;
  readonly faults: CellFault[];
  readonly remarks: Text[];
  readonly code: string | null;
  readonly held: Held | undefined;
  readonly shape: Shape | null;
  statedAreaHa: number | null;
  readonly use: string | null;
  readonly note: string | null | undefined;
  measuredAreaHa: number | null;
};

const geometryOf = (shape: Shape) => ({ type: "MultiPolygon" as const, coordinates: shape });
const geometryFault = (vi: string, en: string): CellFault => ({ field: "geometry", message: { vi, en }, options: [] });

export const siteOf = async (tx: Tx, siteId: string): Promise<Site> => {
  const { rows } = await tx.query<{ site: Site }>(siteSql, [siteId]);
  return (
    rows[0]?.site ??
    problem("forbidden", {
      vi: "Chỉ nhập lô vào khu, cụm mà bạn được biên tập (khu có giai đoạn: chọn giai đoạn).",
      en: "Lots are imported only into a zone or cluster you edit (of a zone with phases: into a phase).",
    })
  );
};

/** What a file would change, and what of it can be written. Reads only. */
export const checkFile = async (
  tx: Tx,
  content: FileContent,
  sent: Sent,
): Promise<{ checked: Checked; writes: Write[] }> => {
  if (content.features.length > MOST_IMPORTED) {
    const message = { vi: `nhiều nhất ${MOST_IMPORTED} lô một tệp`, en: `at most ${MOST_IMPORTED} lots a file` };
    return problem("invalid-request", message, { errors: [{ pointer: "/file", message }] });
  }
  const site = await siteOf(tx, sent.siteId);
  const columns = proposeColumns(content.fields, sent.columns);
  const codes = content.features.map(({ properties }) => codeOf(properties, columns));
  const place = placeOf(content, codes, site, sent);
  const drafts = draftRows(content.features, columns, site, place, sent);
  await measure(tx, drafts);
  for (const draft of drafts) completeArea(draft, sent);
  const from = sent.from ?? dayInVietnam(new Date());
  const outlined = drafts.filter(({ shape, measuredAreaHa }) => shape && measuredAreaHa !== null);
  const neighbours = await neighboursOf(tx, outlined.map(asGiven), sent.siteId, from);
  for (const found of neighbours) tellNeighbour(found, drafts);
  const done = drafts.map((draft) => finish(draft, sent, from));
  const rows = done.map(({ row }) => row);
  const writes = done.flatMap(({ write }) => (write ? [write] : []));
  const count = (outcome: Row["outcome"]) => rows.filter((row) => row.outcome === outcome).length;
  const { format, layer, layers, crs, crsText, fields } = content;
  return {
    writes,
    checked: {
      format,
      layer,
      layers: [...layers],
      crsInFile: crs,
      crsText: crsText?.slice(0, 300) ?? null,
      reading: place.reading,
      where: place.where && whereOf(place.where),
      fields: [...fields],
      columns,
      counts: { new: count("new"), changed: count("changed"), equal: count("equal"), faulty: count("faulty") },
      rows,
      token: createHash("sha256")
        .update(JSON.stringify([writes, count("faulty")]))
        .digest("base64url"),
    },
  };
};

const whereOf = (where: NonNullable<Place["where"]>): Checked["where"] => ({
  verdict: where.verdict,
  kind: where.verdict === "mistake" ? where.kind : null,
  proposed: where.verdict === "fits" || where.verdict === "nowhere" ? null : where.reading,
  shiftM: where.verdict === "mistake" ? where.shiftM : where.verdict === "beside" ? where.distanceM : null,
});

const codeOf = (properties: FileFeature["properties"], { code }: Columns): string | null => {
  const read = readCode(code === null ? null : properties[code]);
  return "value" in read ? read.value : null;
};

const draftRows = (
  features: readonly FileFeature[],
  columns: Columns,
  site: Site,
  place: Place,
  sent: Sent,
): Draft[] => {
  const heldByCode = new Map(site.lots.map((lot) => [lot.code, lot]));
  const answers = new Map((sent.answers ?? []).map(({ row, field, value }) => [`${row} ${field}`, value]));
  const rowOfCode = new Map<string, number>();
  return features.map((feature, n): Draft => {
    const { row, properties } = feature;
    const faults: CellFault[] = feature.faults.map(({ message }) => ({ field: "geometry", message, options: [] }));
    const take = <T>(read: { readonly value: T | null } | { readonly fault: CellFault }): T | null => {
      if ("value" in read) return read.value;
      faults.push(read.fault);
      return null;
    };
    const cell = (field: keyof Columns) =>
      answers.get(`${row} ${field}`) ?? (columns[field] === null ? null : properties[columns[field]]);
    const code = take(readCode(cell("code")));
    const earlier = code === null ? undefined : rowOfCode.get(code);
    if (earlier !== undefined)
      faults.push({
        field: "code",
        message: { vi: `mã lô này đã có ở dòng ${earlier}`, en: `row ${earlier} has this code already` },
        options: [],
      });
    else if (code !== null) rowOfCode.set(code, row);
    let shape: Shape | null = null;
    if (feature.shape) {
      shape = place.reading ? shapeInWgs84(feature.shape, place.reading) : null;
      if (!shape)
        faults.push(
          place.reading
            ? geometryFault(
                "tọa độ không phải một vị trí trong hệ đã chọn",
                "its coordinates are no place in the chosen system",
              )
            : geometryFault("chưa biết hệ tọa độ; hãy chọn", "the coordinate system is not known; choose it"),
        );
    }
    const held = code === null ? undefined : heldByCode.get(code);
    const area = columns.statedAreaHa === null ? undefined : columns.statedAreaHa;
    return {
      n,
      row,
      faults,
      remarks: [],
      code,
      held,
      // The same outline, as another program writes it, is no change.
      shape,
      statedAreaHa:
        area === undefined ? null : take(readArea(properties[area], area, answers.get(`${row} statedAreaHa`))),
      use: take(readUse(cell("use"))),
      note: columns.note === null ? undefined : take(readNote(cell("note"))),
      measuredAreaHa: null,
    };
  });
};

type Measured = {
  n: number;
  isValid: boolean;
  reason: string | null;
  lng: number | null;
  lat: number | null;
  measuredAreaHa: number | null;
};
const REASONS: Readonly<Record<string, string>> = {
  "Self-intersection": "đường bao tự cắt",
  "Ring Self-intersection": "vòng tự chạm",
  "Hole lies outside shell": "lỗ nằm ngoài vòng ngoài",
  "Holes are nested": "lỗ nằm trong lỗ",
  "Interior is disconnected": "phần trong bị chia cắt",
  "Nested shells": "phần này nằm trong phần kia",
  "Duplicate Rings": "vòng trùng nhau",
  "Too few points in geometry component": "vòng có quá ít đỉnh",
};

const measure = async (tx: Tx, drafts: readonly Draft[]): Promise<void> => {
  const given = drafts.flatMap(({ n, shape }) => (shape ? [{ n, geometry: geometryOf(shape) }] : []));
  if (given.length === 0) return;
  const { rows } = await tx.query<Measured>(shapesSql, [JSON.stringify(given)]);
  for (const { n, isValid, reason, lng, lat, measuredAreaHa } of rows) {
    const draft = drafts[n]!;
    if (isValid) {
      draft.measuredAreaHa = measuredAreaHa;
      continue;
    }
    const place = lng === null || lat === null ? "" : ` (${lat.toFixed(6)}, ${lng.toFixed(6)})`;
    const words = reason ?? "invalid";
    draft.faults.push(geometryFault(`${REASONS[words] ?? words}${place}`, `${words}${place}`));
  }
};

const DOUBTFUL_SHARE = 0.005;

const completeArea = (draft: Draft, { isAreaMeasured = false }: Sent): void => {
  const { measuredAreaHa, held, faults, remarks } = draft;
  if (draft.statedAreaHa === null && isAreaMeasured && measuredAreaHa !== null && !held && measuredAreaHa > 0)
    draft.statedAreaHa = measuredAreaHa;
  const stated = draft.statedAreaHa ?? held?.statedAreaHa ?? null;
  if (measuredAreaHa !== null && measuredAreaHa <= 0)
    faults.push(geometryFault("đường bao không có diện tích", "the outline has no area"));
  else if (stated !== null && measuredAreaHa !== null && Math.abs(stated / measuredAreaHa - 1) > DOUBTFUL_SHARE) {
    const percent = ((stated / measuredAreaHa - 1) * 100).toFixed(1);
    remarks.push({
      vi: `diện tích nêu lệch ${percent.replace(".", ",")} % so với đường bao (${String(measuredAreaHa).replace(".", ",")} ha)`,
      en: `the stated area is ${percent} % off that of the outline (${measuredAreaHa} ha)`,
    });
  }
};

const asGiven = ({ n, shape, held }: Draft): Neighbour => ({
  n,
  geometry: geometryOf(shape!),
  changes: !held || !isSameShape(shape!, held.coordinates),
  lotId: held?.id ?? null,
});

const DEFAULT_USE = "industrial";

/** Of a row without faults what is written; of every row what is shown. */
const finish = (draft: Draft, sent: Sent, from: string): { row: Row; write: Write | null } => {
  const { held, shape, faults, code, row, measuredAreaHa, remarks } = draft;
  const need = (is: boolean, field: CellFault["field"], vi: string, en: string) => {
    if (!is && !faults.some((fault) => fault.field === field)) faults.push({ field, message: { vi, en }, options: [] });
  };
  const changes: Change[] = [];
  const fields: Record<string, unknown> = {};
  const use = draft.use ?? (held ? held.use : (sent.use ?? DEFAULT_USE));
  if (held) {
    const change = (
      field: Change["field"],
      before: Change["before"],
      after: Change["after"],
      written: unknown = after,
    ) => {
      changes.push({ field, before, after });
      fields[field] = written;
    };
    if (draft.statedAreaHa !== null && draft.statedAreaHa !== held.statedAreaHa)
      change("statedAreaHa", held.statedAreaHa, draft.statedAreaHa);
    if (use !== held.use) change("use", held.use, use);
    if (draft.note !== undefined && draft.note !== null && draft.note !== held.note)
      change("note", held.note, draft.note);
    if (shape && !isSameShape(shape, held.coordinates))
      change("geometry", held.measuredAreaHa, measuredAreaHa, geometryOf(shape));
    tellRules(draft, changes, use);
  } else {
    need(shape !== null, "geometry", "lô mới cần đường bao", "a new lot needs an outline");
    need(
      draft.statedAreaHa !== null,
      "statedAreaHa",
      "lô mới cần diện tích (héc-ta)",
      "a new lot needs its area in hectares",
    );
    Object.assign(fields, {
      code,
      statedAreaHa: draft.statedAreaHa,
      use,
      inForce: { from, endedOn: null },
      ...(shape && { geometry: geometryOf(shape) }),
      ...(draft.note !== undefined && { note: draft.note }),
    });
  }
  const outcome = faults.length > 0 ? "faulty" : !held ? "new" : changes.length > 0 ? "changed" : "equal";
  return {
    row: {
      row,
      outcome,
      code,
      lotId: held?.id ?? null,
      changes,
      faults: faults.map(({ field, message, options }) => ({
        field,
        messageVi: message.vi,
        messageEn: message.en,
        options: [...options],
      })),
      remarks: remarks.map(({ vi, en }) => ({ messageVi: vi, messageEn: en })),
      statedAreaHa: draft.statedAreaHa ?? held?.statedAreaHa ?? null,
      measuredAreaHa,
      geometry: shape && geometryOf(shape),
    },
    write:
      outcome === "new" || outcome === "changed"
        ? { row, lotId: held?.id ?? null, rowVersion: held?.rowVersion ?? null, fields }
        : null,
  };
};

/** Rules of the database about other rows, told before it has to refuse. */
const tellRules = ({ held, faults, statedAreaHa }: Draft, changes: readonly Change[], use: string): void => {
  if (!held || changes.length === 0) return;
  const tell = (field: CellFault["field"], vi: string, en: string) =>
    void faults.push({ field, message: { vi, en }, options: [] });
  if (held.isHistory && changes.some(({ field }) => field !== "note"))
    tell(
      "code",
      "lô này đã tách hoặc gộp; hãy sửa các lô sau nó",
      "this lot was split or merged; change the lots that followed it",
    );
  if (held.leasedHa === 0) return;
  if ((statedAreaHa ?? held.statedAreaHa) < held.leasedHa)
    tell(
      "statedAreaHa",
      `hợp đồng thuê ${held.leasedHa} ha lớn hơn diện tích mới`,
      `${held.leasedHa} ha are leased, more than the new area`,
    );
  if (use !== "industrial" && use !== "service")
    tell(
      "use",
      "lô có hợp đồng thuê phải là đất công nghiệp hoặc dịch vụ",
      "a lot under lease is industrial or service land",
    );
};
