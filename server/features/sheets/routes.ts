import type { FastifyReply, FastifyRequest } from "fastify";
import {
  ATLAS_PATH,
  ATLAS_PROGRESS_PATH,
  type AtlasProgress,
  atlasFile,
  HANDOUT_PATH,
  handoutFile,
  sheetFile,
  type SheetLanguage,
  siteMap,
  sitePicture,
} from "#contracts/sheets.ts";
import type { DataView } from "#contracts/data-view.ts";
import type { SiteDetail } from "#contracts/sites.ts";
import { type Language, slug } from "#contracts/units.ts";
import { PUBLIC } from "#server/access.ts";
import { DocumentThread } from "#server/documents/document-thread.ts";
import type { Picture } from "#server/documents/picture.ts";
import type { SheetBook } from "#server/documents/sheet-content.ts";
import { sendRepresentation } from "#server/http-cache.ts";
import { problem } from "#server/problems.ts";
import { type Api, decodeAddress, originOf, type Read, reader, readDataVersion, settingsOf } from "#server/route.ts";
import idsSql from "./ids.sql?raw";
import siteSql from "#server/site-by-id.sql?raw";
import { bookOf } from "./book.ts";
import { type Ground, Grounds } from "./ground.ts";
import { clientPage, PAGE_OF_SITE, viewOfPage, withPreview } from "./link-preview.ts";
import { packRoutes } from "./packs.ts";
import { cardOf, mapPicture } from "./pictures.ts";
import { WORDS } from "./words.ts";

export type SheetOptions = {
  /** Lines of the contact block by language; empty where none is configured. */
  readonly contact: Readonly<Record<Language, readonly string[]>>;
  /** Where this installation is known by; else what each request came to. */
  readonly publicUrl: string | undefined;
  /** Folder of the built client. */
  readonly client: string;
};

/** All sheets in both languages take most of a minute; on a busy machine several. */
const ATLAS_DEADLINE_MS = 300_000;
/** Of the work on an atlas, the part that is reading. */
const READING = 0.1;
export const sheetsFeature = (api: Api, options: SheetOptions): void => {
  const { app, db, answers } = api;
  const thread = new DocumentThread();
  // Of its own, so that a single sheet does not wait for all of them.
  const atlasThread = new DocumentThread();
  const grounds = new Grounds();
  /** Atlases under way, by their query: the share that is done. */
  const making = new Map<string, number>();
  app.addHook("onClose", async () => {
    await Promise.all([thread.close(), atlasThread.close()]);
  });

  packRoutes(api, { thread, grounds, ...options });

  /** What is asked for, kept by data version, with what it is made of. */
  const answer = async (
    request: FastifyRequest,
    name: string,
    query: DataView & { readonly lang: string },
    make: (told: { ground: Ground; read: Read; origin: string }) => Promise<Uint8Array>,
  ) => {
    const settings = settingsOf(query);
    const version = (await readDataVersion(db, settings)) ?? "";
    const origin = options.publicUrl ?? originOf(request);
    const read = reader(db, settings);
    return answers.answer(`${name} ${JSON.stringify(query)} ${origin}`, version, async () =>
      make({ ground: await grounds.of(version, query, read), read, origin }),
    );
  };

  app.get("/api/sites/:id/sheet.pdf", { compress: false, ...PUBLIC }, async (request, reply) => {
    const { params, query } = decodeAddress(sheetFile, request, ({ id }) => noSite(id));
    const file = await answer(request, `sheet ${params.id}`, query, async ({ ground, read, origin }) => {
      const detail = (await read<SiteDetail>(siteSql, [params.id])) ?? noSite(params.id);
      return thread.make({ book: bookOf([detail], ground, { ...query, origin, ...options }) });
    });
    reply.header("content-disposition", `inline; filename="${fileNameOf(params.id, query)}.pdf"`);
    return sendRepresentation(file, "application/pdf", request, reply, { isPacked: true });
  });

  const pictured = async (
    request: FastifyRequest,
    reply: FastifyReply,
    kind: "map" | "card",
    { params, query }: { readonly params: { id: string }; readonly query: DataView & { readonly lang: Language } },
    paint: (detail: SiteDetail, ground: Ground) => Picture | null,
  ) => {
    const file = await answer(request, `${kind} ${params.id}`, query, async ({ ground, read }) => {
      const detail = (await read<SiteDetail>(siteSql, [params.id])) ?? noSite(params.id);
      return thread.make({ picture: paint(detail, ground) ?? noPosition(params.id) });
    });
    reply.header("content-disposition", `inline; filename="${fileNameOf(params.id, query)}-${kind}.png"`);
    return sendRepresentation(file, "image/png", request, reply, { isPacked: true });
  };
  app.get("/api/sites/:id/map.png", { compress: false, ...PUBLIC }, (request, reply) => {
    const asked = decodeAddress(siteMap, request, ({ id }) => noSite(id));
    return pictured(request, reply, "map", asked, (detail, ground) => mapPicture(detail, ground, asked.query));
  });
  app.get("/api/sites/:id/card.png", { compress: false, ...PUBLIC }, (request, reply) => {
    const asked = decodeAddress(sitePicture, request, ({ id }) => noSite(id));
    return pictured(request, reply, "card", asked, (detail, ground) => cardOf(detail, ground, asked.query));
  });

  app.get(HANDOUT_PATH, { compress: false, ...PUBLIC }, async (request, reply) => {
    const { query } = decodeAddress(handoutFile, request);
    const file = await answer(request, "handout", query, async ({ ground, read, origin }) => {
      const details: SiteDetail[] = [];
      for (const id of query.sites) details.push((await read<SiteDetail>(siteSql, [id])) ?? noSite(id));
      return thread.make({
        book: { ...bookOf(details, ground, { ...query, origin, ...options }), ...contentsOf(query) },
      });
    });
    reply.header("content-disposition", `inline; filename="${fileNameOf("dia-diem-chon", query)}.pdf"`);
    return sendRepresentation(file, "application/pdf", request, reply, { isPacked: true });
  });

  app.get(ATLAS_PATH, { compress: false, ...PUBLIC }, async (request, reply) => {
    const { query } = decodeAddress(atlasFile, request);
    const file = await answer(request, "atlas", query, async ({ ground, read, origin }) => {
      const key = JSON.stringify(query);
      const tell = (share: number) => void making.set(key, share);
      try {
        const ids = (await read<readonly string[]>(idsSql)) ?? [];
        const details: SiteDetail[] = [];
        // In turn: readers of the page come in between.
        for (const id of ids) {
          details.push((await read<SiteDetail>(siteSql, [id])) ?? noSite(id));
          tell((READING * details.length) / ids.length);
        }
        const book = { ...bookOf(details, ground, { ...query, origin, ...options }), ...contentsOf(query) };
        const progress = (share: number) => tell(READING + (1 - READING) * share);
        return await atlasThread.make({ book }, { deadlineMs: ATLAS_DEADLINE_MS, progress });
      } finally {
        making.delete(key);
      }
    });
    reply.header("content-disposition", `attachment; filename="${fileNameOf("phieu-dia-diem", query)}.pdf"`);
    return sendRepresentation(file, "application/pdf", request, reply, { isPacked: true });
  });

  app.get(ATLAS_PROGRESS_PATH, PUBLIC, async (request, reply) => {
    const { query } = decodeAddress(atlasFile, request);
    reply.header("cache-control", "no-store");
    return { share: making.get(JSON.stringify(query)) ?? null } satisfies AtlasProgress;
  });

  // The page itself, for programs that show what a link leads to; the client makes of it what it would of any page.
  for (const language of ["vi", "en"] as const) {
    app.get(`${PAGE_OF_SITE[language]}:id`, PUBLIC, async (request, reply) => {
      const page = await clientPage(options.client);
      if (page === null) return reply.callNotFound();
      const { id } = request.params as { readonly id: string };
      const view = viewOfPage(request.query as Record<string, unknown>);
      // A preview is worth less than the page, which says by itself when there are no data.
      const detail = slug.safeParse(id).success
        ? await reader(db, settingsOf(view))<SiteDetail>(siteSql, [id]).catch(() => undefined)
        : undefined;
      const origin = options.publicUrl ?? originOf(request);
      reply.header("cache-control", "no-cache").type("text/html; charset=utf-8");
      // Of an unknown site the page says so itself.
      return detail ? withPreview(page, detail, { origin, language, view }) : page;
    });
  }
};

/** Title and list of an atlas, one a language. */
const contentsOf = ({ lang }: { readonly lang: SheetLanguage }): Pick<SheetBook, "title" | "contents"> => {
  const languages: readonly Language[] = lang === "both" ? ["vi", "en"] : [lang];
  return {
    title: languages.map((language) => WORDS[language].atlas).join(" · "),
    contents: languages.map((language) => ({
      language,
      title: WORDS[language].atlas,
      about: [WORDS[language].atlasAbout],
    })),
  };
};

const fileNameOf = (id: string, { asOf, knownOn, data, lang }: DataView & { readonly lang: string }): string =>
  [id, data === "illustrative" && "minh-hoa", asOf, knownOn && `biet-den-${knownOn}`, lang].filter(Boolean).join("-");

const noSite = (id = ""): never =>
  problem("site-not-found", {
    vi: `Không có địa điểm nào mang mã “${id.slice(0, 100)}”.`,
    en: `No site has the id “${id.slice(0, 100)}”.`,
  });

const noPosition = (id: string): never =>
  problem("not-found", {
    vi: `Chưa biết vị trí của “${id}” nên không có bản đồ.`,
    en: `The position of “${id}” is not known, so there is no map of it.`,
  });
