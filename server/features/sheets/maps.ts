import type { SiteDetail } from "#contracts/sites.ts";
import { formatNumber } from "#contracts/spelling.ts";
import type { Language } from "#contracts/units.ts";
import type { SheetMap } from "#server/documents/sheet-content.ts";
import type { DrawingOptions } from "#server/map-drawing/drawing.ts";
import { partsOf } from "#server/map-drawing/features.ts";
import { frameAround, type Point } from "#server/map-drawing/frame.ts";
import type { Ground } from "./ground.ts";
import { WORDS } from "./words.ts";

const OVERVIEW = { widthMm: 70, heightMm: 84, scale: 1_000_000 } as const;
const DETAIL = { widthMm: 106, heightMm: 84 } as const;
/** The largest scales of a detail: of what has an outline, and of what is only a point on a generalised ground. */
const OF_OUTLINE = 10_000;
const OF_POINT = 50_000;

type Drawing = Omit<DrawingOptions, "font">;

/** The detail at the largest round scale that holds the site's outline, or its point with the communes around it. */
export const detailOf = (
  { site, children }: SiteDetail,
  ground: Ground,
  language: Language,
  paper: { readonly widthMm: number; readonly heightMm: number } = DETAIL,
): Drawing | null => {
  if (site.position === null) return null;
  const ids = new Set([site.id, ...children.map(({ id }) => id)]);
  const outlines = ground.features.filter(({ siteId }) => siteId !== null && ids.has(siteId));
  const corners = outlines.flatMap(({ geometry }) => partsOf(geometry).flatMap(({ points }) => points));
  const centre: Point = [site.position[0], site.position[1]];
  const frame =
    corners.length === 0
      ? { centre, scale: OF_POINT, ...paper }
      : frameAround([...corners, centre], paper, { from: OF_OUTLINE, share: 0.06 });
  return { frame, language, chosenId: site.id, isDetail: true };
};

export const mapsOf = (detail: SiteDetail, ground: Ground, language: Language): SheetMap[] => {
  const { position } = detail.site;
  const near = detailOf(detail, ground, language);
  if (position === null || near === null) return [];
  const { scale, ...paper } = OVERVIEW;
  const caption = (words: string, of: number) => `${words}, 1:${formatNumber(of, 0, language)}`;
  const far: Drawing = {
    frame: { centre: middleOfProvince(ground) ?? [position[0], position[1]], scale, ...paper },
    language,
    chosenId: detail.site.id,
    isDetail: false,
  };
  return [
    { caption: caption(WORDS[language].overview, scale), drawing: far },
    { caption: caption(WORDS[language].detail, near.frame.scale), drawing: near },
  ];
};

const middleOfProvince = ({ features }: Ground): Point | null => {
  const points = features
    .filter(({ layer }) => layer === "province")
    .flatMap(({ geometry }) => partsOf(geometry).flatMap((part) => part.points));
  if (points.length === 0) return null;
  const middle = (values: readonly number[]) =>
    (values.reduce((a, b) => Math.min(a, b)) + values.reduce((a, b) => Math.max(a, b))) / 2;
  return [middle(points.map(([x]) => x)), middle(points.map(([, y]) => y))];
};
