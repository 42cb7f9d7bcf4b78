import { randomBytes } from "node:crypto";
import type * as z from "zod/mini";
import { dayInVietnam } from "#contracts/calendar-day.ts";
import {
  listPacks,
  type MadePack,
  makePack,
  MOST_PACK_DAYS,
  openPack,
  type OpenedPack,
  packHandout,
  revokePack,
} from "#contracts/packs.ts";
import type { SiteDetail } from "#contracts/sites.ts";
import { formatDay } from "#contracts/spelling.ts";
import type { Language } from "#contracts/units.ts";
import { PUBLIC } from "#server/access.ts";
import { accountRoute } from "#server/account-route.ts";
import { hashOf } from "#server/credentials/secrets.ts";
import type { Db } from "#server/db/port.ts";
import type { SheetContents } from "#server/documents/sheet-content.ts";
import { problem } from "#server/problems.ts";
import { type Api, decodeAddress, originOf, reader, readDataVersion } from "#server/route.ts";
import siteSql from "#server/site-by-id.sql?raw";
import { bookOf, type BookMaker } from "./book.ts";
import addPackSql from "./add-pack.sql?raw";
import packByCodeSql from "./pack-by-code.sql?raw";
import packsSql from "./packs.sql?raw";
import revokePackSql from "./revoke-pack.sql?raw";

type Frozen = Omit<OpenedPack, "contact">;
type Wanted = z.output<NonNullable<(typeof makePack)["body"]>>;

const CODE_LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
const newCode = (): string => Array.from(randomBytes(26), (byte) => CODE_LETTERS[byte % CODE_LETTERS.length]).join("");

const DAY_MS = 86_400_000;

/** Packs: made of public answers by officers, opened by whoever has the link, and printed. */
export const packRoutes = (api: Api, { thread, grounds, contact, publicUrl }: BookMaker): void => {
  const { app, db } = api;

  accountRoute(api, makePack, async ({ body }, { asCaller }) => {
    refuseDays(body);
    const items: Frozen["items"] = [];
    // In turn: readers of the page come in between.
    for (const [place, { siteId, note }] of body.items.entries()) {
      const read = reader(db, body.asOf ? { as_of: body.asOf } : {});
      const detail = (await read<SiteDetail>(siteSql, [siteId])) ?? noSite(siteId, `/items/${place}/siteId`);
      items.push({ note, detail });
    }
    const code = newCode();
    const { rows } = await asCaller((tx) =>
      tx.query<{ pack: MadePack }>(addPackSql, [
        hashOf(code),
        body.name,
        body.language,
        body.asOf ?? null,
        body.expiresOn,
        JSON.stringify(items),
      ]),
    );
    return { ...rows[0]!.pack, code };
  });

  accountRoute(api, listPacks, async (_, { asCaller }) => ({
    items: (await asCaller((tx) => tx.query<{ pack: MadePack }>(packsSql))).rows.map(({ pack }) => pack),
  }));

  accountRoute(api, revokePack, async ({ params }, { asCaller }) => {
    const { rows } = await asCaller((tx) => tx.query<{ pack: MadePack }>(revokePackSql, [params.id]));
    return rows[0]?.pack ?? noPack();
  });

  accountRoute(api, openPack, async ({ body }) => ({ ...(await readPack(db, body.code)), contact }));

  app.get("/api/pack/:code/handout.pdf", { compress: false, ...PUBLIC }, async (request, reply) => {
    const { params } = decodeAddress(packHandout, request, () => noPack());
    const pack = await readPack(db, params.code);
    const version = (await readDataVersion(db)) ?? "";
    // The map under the sites is no figure, and is not frozen.
    const ground = await grounds.of(version, {}, reader(db, {}));
    const book = bookOf(
      pack.items.map(({ detail }) => detail),
      ground,
      {
        asOf: pack.asOf ?? undefined,
        knownOn: dayInVietnam(new Date(pack.frozenAt)),
        data: undefined,
        lang: pack.language,
        origin: publicUrl ?? originOf(request),
        contact,
      },
    );
    const file = await thread.make({ book: { ...book, title: pack.name, contents: contentsOf(pack) } });
    return reply
      .headers({
        "content-disposition": `inline; filename="goi-tai-lieu.pdf"; filename*=UTF-8''${encodeURIComponent(`${pack.name}.pdf`)}`,
        "cache-control": "private, no-store",
      })
      .type("application/pdf")
      .send(Buffer.from(file));
  });
};

const refuseDays = ({ asOf, expiresOn }: Wanted): void => {
  const today = dayInVietnam(new Date());
  const last = new Date(Date.parse(today) + MOST_PACK_DAYS * DAY_MS).toISOString().slice(0, 10);
  const refuse = (pointer: string, vi: string, en: string) =>
    problem("invalid-request", { vi: `${vi}.`, en: `${en}.` }, { errors: [{ pointer, message: { vi, en } }] });
  if (asOf && asOf > today) refuse("/asOf", "ngày số liệu chưa đến", "the day of the figures has not come yet");
  if (expiresOn < today || expiresOn > last)
    refuse(
      "/expiresOn",
      `cần một ngày từ ${formatDay(today, "vi")} đến ${formatDay(last, "vi")}`,
      `expected a day from ${formatDay(today, "en")} to ${formatDay(last, "en")}`,
    );
};

const readPack = async (db: Db, code: string): Promise<Frozen> => {
  const { rows } = await db.query<{ pack: Frozen }>(packByCodeSql, [hashOf(code)]);
  return rows[0]?.pack ?? noPack();
};

const SAID: Readonly<Record<Language, { frozen: string; until: string; asOf: string }>> = {
  vi: { frozen: "Số liệu đã công bố, chốt ngày", asOf: "tính đến ngày", until: "Liên kết mở đến hết ngày" },
  en: { frozen: "Published figures, frozen on", asOf: "up to", until: "The link opens until" },
};

/** What stands before the sheets: the pack's name, what was frozen when, and what was said of each site. */
const contentsOf = ({ name, language: lang, asOf, frozenAt, expiresOn, items }: Frozen): SheetContents[] =>
  (lang === "both" ? (["vi", "en"] as const) : [lang]).map((language) => {
    const said = SAID[language];
    const day = (of: string) => formatDay(of, language);
    return {
      language,
      title: name,
      about: [
        `${said.frozen} ${day(dayInVietnam(new Date(frozenAt)))}${asOf === null ? "" : `, ${said.asOf} ${day(asOf)}`}.`,
        `${said.until} ${day(expiresOn)}.`,
        ...items.flatMap(({ note, detail: { site } }) =>
          note === null || note === "" ? [] : [`${language === "vi" ? site.nameVi : site.nameEn}: ${note}`],
        ),
      ],
    };
  });

const noPack = (): never =>
  problem("not-found", {
    vi: "Liên kết này sai, đã hết hạn hoặc đã bị thu hồi.",
    en: "This link is wrong, has expired or was taken back.",
  });

const noSite = (id: string, pointer: string): never => {
  const message = { vi: `không có địa điểm “${id}”`, en: `there is no site “${id}”` };
  return problem("invalid-request", message, { errors: [{ pointer, message }] });
};
