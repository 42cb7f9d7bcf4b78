import type { FastifyReply, FastifyRequest } from "fastify";
import type * as z from "zod/mini";
import {
  CLOSE_KM,
  COVERAGE_FILES,
  type CoverageFormat,
  type Coverage,
  coverage,
  coverageAreas,
  coverageFile,
  coverageSiting,
  DEFAULT_THRESHOLDS_KM,
} from "#contracts/coverage.ts";
import type { DataView } from "#contracts/data-view.ts";
import { type MarketNetwork, marketNetwork, marketNetworkFile } from "#contracts/market-network.ts";
import { REPORT_MEDIA_TYPES } from "#contracts/report-formats.ts";
import type { Language } from "#contracts/units.ts";
import { DocumentThread } from "#server/documents/document-thread.ts";
import { tableDocument, type TableFile, writeCsv, writeXlsx } from "#server/documents/table-file.ts";
import { PUBLIC } from "#server/access.ts";
import { sendRepresentation } from "#server/http-cache.ts";
import { problem } from "#server/problems.ts";
import { type Api, decodeAddress, type Read, readDataVersion, reader, route, settingsOf } from "#server/route.ts";
import { makeAreas, type Outline } from "./areas.ts";
import areasSql from "./areas.sql?raw";
import avoidSql from "./avoid.sql?raw";
import { describeCoverage, describeTrial, type Measured } from "./bands.ts";
import coverageSql from "./coverage.sql?raw";
import { communesTable } from "./communes-file.ts";
import { describeNetwork, type NetworkRows } from "./network.ts";
import { networkTable } from "./network-file.ts";
import networkSql from "./network.sql?raw";
import { siteMore, SitingThread } from "./siting.ts";
import provinceSql from "./province.sql?raw";

/** The territory of the lists; that of the shapes areas are clipped to. */
const PROVINCE = "vinh-long";

type Query = z.output<typeof coverage.query>;
/** Which distances: all questions of this folder begin with them. */
type Distances = Pick<Query, "of" | "list" | "class" | "thresholdsKm" | "units">;
type Tried = Pick<Query, "try" | "without">;

export const coverageFeature = (api: Api): void => {
  route(api, coverage, ({ query }, read) => describe(query, read));

  const thread = new SitingThread();
  api.app.addHook("onClose", () => thread.close());
  route(api, coverageSiting, async ({ query }, read) => {
    const { goal = "cover", start = "list", count = 1, withinKm = 5, units = "2015", avoid = [] } = query;
    if (start === "nothing" && query.count !== undefined) return refuse("/count", COUNT_OF_LIST);
    const measured = await measure(query, read);
    const avoided = await readAvoided(
      avoid,
      measured.items.map(({ id }) => id),
      units,
      read,
    );
    return siteMore(measured, { goal, start, count, withinKm, units, avoided }, read, thread);
  });

  route(api, marketNetwork, ({ query }, read) => network(query.list, read));

  const documents = new DocumentThread();
  api.app.addHook("onClose", () => documents.close());
  const write = (table: TableFile, format: CoverageFormat): Promise<Uint8Array> | Uint8Array => {
    if (format === "pdf") return documents.make({ format, content: tableDocument(table) });
    return format === "csv" ? writeCsv(table) : writeXlsx(table);
  };
  for (const format of COVERAGE_FILES) {
    api.app.get(`/api/coverage/communes.${format}`, { compress: false, ...PUBLIC }, async (request, reply) => {
      const { query } = decodeAddress(coverageFile, request);
      const { lang = "vi", ...asked } = query;
      const isTrial = asked.try !== undefined || asked.without !== undefined;
      const name = `do-phu-${asked.of}-${asked.units ?? "2015"}${isTrial ? "-thu-nghiem" : ""}`;
      return sendFile({ format, name, asked, query, lang, request, reply }, async (read, words) =>
        communesTable(await describe(asked, read), words),
      );
    });
    api.app.get(`/api/coverage/markets.${format}`, { compress: false, ...PUBLIC }, async (request, reply) => {
      const { query } = decodeAddress(marketNetworkFile, request);
      const { lang = "vi", ...asked } = query;
      return sendFile({ format, name: "mang-luoi-cho", asked, query, lang, request, reply }, async (read, words) =>
        networkTable(await network(asked.list, read), asked.weights, words),
      );
    });
  }

  type Sent = {
    readonly format: CoverageFormat;
    readonly name: string;
    readonly asked: DataView;
    readonly query: object;
    readonly lang: Language;
    readonly request: FastifyRequest;
    readonly reply: FastifyReply;
  };
  /** Documents on paper are those of an office, and Vietnamese. */
  const sendFile = async (
    { format, name, asked, query, lang, request, reply }: Sent,
    tableOf: (read: Read, words: Language) => Promise<TableFile>,
  ): Promise<FastifyReply> => {
    const settings = settingsOf(asked);
    const version = (await readDataVersion(api.db, settings)) ?? "";
    const file = await api.answers.answer(`${name}.${format} ${JSON.stringify(query)}`, version, async () =>
      write(await tableOf(reader(api.db, settings), format === "pdf" ? "vi" : lang), format),
    );
    reply.header("content-disposition", `attachment; filename="${name}.${format}"`);
    return sendRepresentation(file, MEDIA_TYPES[format], request, reply, { isPacked: true });
  };

  route(api, coverageAreas, async ({ query }, read) => {
    const { sites } = await measure(query, read);
    const province = await read<{ geometry: Outline }>(provinceSql, [PROVINCE]);
    if (!province) throw new Error(`no outline of ${PROVINCE} is loaded`);
    const points = sites.flatMap(({ id, position }) => (position ? [{ id, position }] : []));
    const areas = makeAreas(points, query.thresholdsKm ?? DEFAULT_THRESHOLDS_KM, province.geometry);
    const shapes = [province.geometry, ...areas.map(({ geometry }) => geometry)];
    const [provinceHa = 0, ...hectares] =
      (await read<number[]>(areasSql, [JSON.stringify(shapes.map((shape) => JSON.stringify(shape)))])) ?? [];
    return {
      type: "FeatureCollection",
      provinceHa,
      features: areas.map(({ id, geometry, kind, km, site }, at) => {
        const areaHa = hectares[at] ?? 0;
        return {
          type: "Feature",
          id,
          geometry,
          properties: { kind, km, site, areaHa, provinceShare: areaHa / provinceHa },
        };
      }),
    };
  });
};

const MEDIA_TYPES = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pdf: REPORT_MEDIA_TYPES.pdf,
} as const;

/** Ids of the units with their point in any of the areas. @throws {Problem} 400 that says what is wrong with which area */
const readAvoided = async (
  areas: readonly (readonly Corner[])[],
  ids: readonly string[],
  units: string,
  read: Read,
): Promise<readonly string[]> => {
  if (areas.length === 0) return [];
  const shapes = areas.map((ring) => JSON.stringify({ type: "Polygon", coordinates: [[...ring, ring[0]]] }));
  const found = await read<{ faults: { place: number; reason: string }[]; units: string[] }>(avoidSql, [
    units,
    ids,
    JSON.stringify(shapes),
  ]);
  if (!found) throw new Error("the query of areas gives one row");
  const [fault] = found.faults;
  if (fault) return refuse(`/avoid/${fault.place}`, notAnArea(fault.reason));
  return found.units;
};

const describe = async (query: Query, read: Read): Promise<Coverage> => {
  const { of, units = "2015", thresholdsKm = [...DEFAULT_THRESHOLDS_KM], without = [] } = query;
  const asked = { of, units, thresholdsKm };
  const measured = await measure(query, read);
  const official = describeCoverage(asked, measured);
  if (query.try === undefined && query.without === undefined) return { ...official, trial: null };
  for (const [at, id] of without.entries())
    if (!measured.sites.some((site) => site.id === id)) refuse(`/without/${at}`, NOT_OF_LIST);
  return { ...official, trial: describeTrial(asked, official, await measure(query, read, query), without) };
};

/** @throws {Problem} 400 where there is no such list */
const network = async (list: string | undefined, read: Read): Promise<MarketNetwork> => {
  const measured = await measure({ of: "markets", list }, read);
  const rows = await read<NetworkRows>(networkSql, [measured.list?.id ?? null]);
  if (!rows) throw new Error("the query of the network gives one row");
  return describeNetwork(measured, rows);
};

const measure = async (
  query: Distances,
  read: Read,
  { try: places = [], without = [] }: Tried = {},
): Promise<Measured> => {
  const { of, list = null, class: classes = null, thresholdsKm = DEFAULT_THRESHOLDS_KM, units = "2015" } = query;
  if (classes && of !== "markets") return refuse("/class", NOT_OF_MARKETS);
  const params = [of, list, units, classes, thresholdsKm, CLOSE_KM, without, JSON.stringify(places)];
  const measured = await read<Measured>(coverageSql, params);
  if (!measured) throw new Error("the query of coverage gives one row");
  return list !== null && measured.list === null ? refuse("/list", NO_SUCH_LIST) : measured;
};

type Corner = readonly [lng: number, lat: number];
type Words = { readonly vi: string; readonly en: string };
const refuse = (pointer: string, message: Words): never =>
  problem(
    "invalid-request",
    { vi: `Tham số chưa đúng: ${message.vi}.`, en: `A parameter is not right: ${message.en}.` },
    { errors: [{ pointer, message }] },
  );
const NOT_OF_MARKETS = {
  vi: "chỉ chợ (of=markets) mới có hạng",
  en: "expected no class here: only markets (of=markets) have one",
};
const notAnArea = (reason: string): Words => ({
  vi: `cần đường bao không tự cắt và có diện tích (PostGIS: ${reason})`,
  en: `expected an outline that does not cross itself and holds an area (PostGIS: ${reason})`,
});
const COUNT_OF_LIST = {
  vi: "không dùng cùng start=nothing: số nơi là số nơi có vị trí của danh sách",
  en: "not used with start=nothing: as many are chosen as the list has places",
};
const NOT_OF_LIST = {
  vi: "cần mã của một nơi trong danh sách đang dùng (xem sites)",
  en: "expected the id of a site of the list that is used (see sites)",
};
const NO_SUCH_LIST = {
  vi: "cần mã của một danh sách có nêu tên, đúng loại, có ở ngày được hỏi (xem lists)",
  en: "expected the id of a list that names sites of this kind on the day asked for (see lists)",
};
