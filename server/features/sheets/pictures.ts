import type { DataView } from "#contracts/data-view.ts";
import type { SiteDetail } from "#contracts/sites.ts";
import type { Language } from "#contracts/units.ts";
import type { Picture } from "#server/documents/picture.ts";
import { SHEET_WORDS } from "#server/documents/sheet-words.ts";
import type { Ground } from "./ground.ts";
import { detailOf } from "./maps.ts";
import { eyebrowOf, leadOf, placeOf } from "./sheet.ts";
import { WORDS } from "./words.ts";

/** What Zalo, Facebook and mail programs show a link by. */
export const CARD_PX = { width: 1200, height: 630 } as const;
const CARD_MAP = { widthMm: 100, heightMm: 105 } as const;
const MAP = { widthMm: 180, heightMm: 120 } as const;
/** Ten dots a millimetre: the scale of the picture is 1 : n at 254 dots an inch. */
const MAP_PX = 1800;

type Asked = DataView & { readonly lang: Language };

/** Null: the position is not known. */
export const mapPicture = (
  detail: SiteDetail,
  ground: Ground,
  { lang, scale }: Asked & { readonly scale?: number | undefined },
): Picture | null => {
  const own = detailOf(detail, ground, lang, MAP);
  if (own === null) return null;
  const drawing = scale === undefined ? own : { ...own, frame: { ...own.frame, scale } };
  return { ground, drawing, widthPx: MAP_PX, card: null };
};

/** Of a site without a position the map shows the province. */
export const cardOf = (detail: SiteDetail, ground: Ground, { lang, asOf, knownOn, data }: Asked): Picture => {
  const { site } = detail;
  const near = detailOf(detail, ground, lang, CARD_MAP);
  const drawing = near ?? {
    frame: { centre: [106, 10.1] as const, scale: 750_000, ...CARD_MAP },
    language: lang,
    chosenId: null,
    isDetail: false,
  };
  const lead = leadOf(detail, { language: lang, asOf, knownOn });
  return {
    ground,
    drawing: { ...drawing, sizeMm: 3.4 },
    widthPx: CARD_PX.width,
    card: {
      heightPx: CARD_PX.height,
      eyebrow: eyebrowOf(detail, lang),
      name: lang === "vi" ? site.nameVi : site.nameEn,
      place: placeOf(detail, lang).replace(/ \(.*$/, ""),
      lead: lead.flatMap(({ label, value, about }) => (value === null ? [] : [{ label, value, about }])),
      product: WORDS[lang].product,
      madeUp: data === "illustrative" ? SHEET_WORDS[lang].madeUpPage : null,
    },
  };
};
