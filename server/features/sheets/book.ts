import type { DataView } from "#contracts/data-view.ts";
import type { SheetLanguage } from "#contracts/sheets.ts";
import type { SiteDetail } from "#contracts/sites.ts";
import type { Language } from "#contracts/units.ts";
import type { DocumentThread } from "#server/documents/document-thread.ts";
import type { SheetBook } from "#server/documents/sheet-content.ts";
import type { Ground, Grounds } from "./ground.ts";
import { pageOfSite } from "./link-preview.ts";
import { newestDay, sheetOf } from "./sheet.ts";

type Contact = Readonly<Record<Language, readonly string[]>>;
type BookOptions = DataView & { readonly lang: SheetLanguage; readonly origin: string; readonly contact: Contact };

/** What whoever prints sheets needs besides their content. */
export type BookMaker = {
  readonly thread: DocumentThread;
  readonly grounds: Grounds;
  readonly contact: Contact;
  readonly publicUrl: string | undefined;
};

/** The day of files that tell of nothing. */
const NO_DAY = "1980-01-01";

/** The Vietnamese sheets before the English ones. */
export const bookOf = (details: readonly SiteDetail[], ground: Ground, options: BookOptions): SheetBook => {
  const { asOf, knownOn, data, lang, origin, contact } = options;
  const languages: readonly Language[] = lang === "both" ? ["vi", "en"] : [lang];
  const [first] = details;
  return {
    title: first ? (languages[0] === "vi" ? first.site.nameVi : first.site.nameEn) : "",
    contents: [],
    sheets: languages.flatMap((language) =>
      details.map((detail) =>
        sheetOf(detail, ground, {
          language,
          asOf,
          knownOn,
          url: pageOfSite(origin, detail.site.id, language, { asOf, knownOn, data }),
          contact: contact[language],
        }),
      ),
    ),
    ground,
    isIllustrative: data === "illustrative",
    day:
      details
        .flatMap((detail) => newestDay(detail) ?? [])
        .toSorted()
        .at(-1) ?? NO_DAY,
  };
};
