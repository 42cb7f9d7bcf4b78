import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod/mini";
import type { DataView } from "#contracts/data-view.ts";
import type { SiteDetail } from "#contracts/sites.ts";
import { isoDate } from "#contracts/units.ts";
import type { Language } from "#contracts/units.ts";
import { SHEET_WORDS } from "#server/documents/sheet-words.ts";
import { escapeMarkup } from "#server/map-drawing/svg.ts";
import { CARD_PX } from "./pictures.ts";
import { eyebrowOf, leadOf, placeOf } from "./sheet.ts";
import { WORDS } from "./words.ts";

/** Addresses of a site's page, as the client has them. */
export const PAGE_OF_SITE: Readonly<Record<Language, string>> = { vi: "/dia-diem/", en: "/sites/" };
/** Value of `data` in addresses of pages. */
const MADE_UP = "minh-hoa";

/** What of a page's query chooses the data; anything else, and what cannot be read, is the client's business. */
export const viewOfPage = (query: Readonly<Record<string, unknown>>): DataView => {
  const day = (value: unknown): string | undefined => z.safeParse(isoDate, value).data;
  const [asOf, knownOn] = [day(query["asOf"]), day(query["knownOn"])];
  return {
    ...(asOf !== undefined && { asOf }),
    ...(knownOn !== undefined && { knownOn }),
    ...(query["data"] === MADE_UP && { data: "illustrative" as const }),
  };
};

const written = (values: Readonly<Record<string, string | undefined>>): string => {
  const query = new URLSearchParams(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
  return query.size === 0 ? "" : `?${query.toString()}`;
};

/** Address of a site's page in a view of the data. */
export const pageOfSite = (origin: string, id: string, language: Language, { asOf, knownOn, data }: DataView): string =>
  `${origin}${PAGE_OF_SITE[language]}${id}${written({ asOf, knownOn, data: data === "illustrative" ? MADE_UP : undefined })}`;

/** The client's page as the build left it; null where there is none. */
export const clientPage = async (folder: string): Promise<string | null> => {
  try {
    return await readFile(join(folder, "index.html"), "utf8");
  } catch {
    return null;
  }
};

type Preview = { readonly origin: string; readonly language: Language; readonly view: DataView };

/** The page with what programs that show links read of it: title, words and picture of the site. */
export const withPreview = (page: string, detail: SiteDetail, { origin, language, view }: Preview): string => {
  const { site } = detail;
  const name = language === "vi" ? site.nameVi : site.nameEn;
  const title = `${name} · ${WORDS[language].product}`;
  const isMadeUp = view.data === "illustrative";
  const figures = leadOf(detail, { language, asOf: view.asOf, knownOn: view.knownOn }).flatMap(
    ({ label, value, about }) => (value === null ? [] : [`${label}: ${value} (${about})`]),
  );
  const description = [
    ...(isMadeUp ? [SHEET_WORDS[language].madeUpPage] : []),
    eyebrowOf(detail, language),
    placeOf(detail, language),
    ...figures,
  ]
    .filter(Boolean)
    .join(". ");
  const picture = `${origin}/api/sites/${site.id}/card.png${written({ lang: language, ...view })}`;
  const property = (key: string, content: string | number): string =>
    `<meta property="${key}" content="${escapeMarkup(String(content))}" />`;
  const tags = [
    property("og:type", "website"),
    property("og:site_name", WORDS[language].product),
    property("og:locale", language === "vi" ? "vi_VN" : "en_GB"),
    property("og:title", name),
    property("og:description", description),
    property("og:url", pageOfSite(origin, site.id, language, view)),
    property("og:image", picture),
    property("og:image:type", "image/png"),
    property("og:image:width", CARD_PX.width),
    property("og:image:height", CARD_PX.height),
    property("og:image:alt", name),
    `<meta name="twitter:card" content="summary_large_image" />`,
  ].join("");
  return (
    page
      .replace(/<html lang="[^"]*"/, `<html lang="${language}"`)
      // By function: a text may hold signs that a replacement would read as its own.
      .replace(/<title>[^<]*<\/title>/, () => `<title>${escapeMarkup(title)}</title>`)
      .replace(
        /<meta\s+name="description"\s+content="[^"]*"\s*\/?>/,
        () => `<meta name="description" content="${escapeMarkup(description)}" />`,
      )
      .replace("</head>", () => `${tags}</head>`)
  );
};
