import { GLYPHS, type GlyphName } from "#client/map/glyphs.ts";
import { CLASSES, COLOURS } from "#client/map/palette.ts";
import {
  arcPath,
  circlePath,
  drawingToDataUri,
  rectanglePath,
  ringHatchPath,
  squareHatchPath,
  type Drawing,
  type Shape,
} from "#client/map/shapes.ts";
import type { Figure } from "#contracts/figures.ts";
import type { MetricId } from "#contracts/metrics.ts";
import type { Site } from "#contracts/sites.ts";

/**
 * Name of a symbol; it says all that is needed to draw it, so the map can draw any symbol it is asked for. Shares are
 * fractions, `unknown` where no source gives one, `part` for a part without a figure of its own, `none` for nothing drawn.
 */
type RealSymbolId =
  | `zone/${string}/${string}`
  | `phase/${string}/none`
  | "approved"
  | "cluster"
  | "clusterInText"
  | `market/${1 | 2 | 3}/${"sure" | "doubtful"}`
  | GlyphName
  | `${GlyphName}/doubtful`
  | "place"
  | "shield"
  | "badge";
/** A made-up site or ring, or a ring of which only the inner arc is made up. */
export type SymbolId = RealSymbolId | `${typeof MADE_UP | typeof MADE_UP_INSIDE}${RealSymbolId}`;
const MADE_UP = "illustrative/";
const MADE_UP_INSIDE = "illustrative-inside/";
export const isMadeUpSymbol = (id: SymbolId): boolean => id.startsWith(MADE_UP);
export const isMadeUpInside = (id: SymbolId): boolean => id.startsWith(MADE_UP_INSIDE);
/** What the symbol would be if it were real. */
export const realSymbol = (id: SymbolId): SymbolId => id.replace(/^illustrative(-inside)?\//, "") as SymbolId;

const paperDisc = (size: number, radius: number): Shape => ({ d: circlePath(size / 2, radius), fill: COLOURS.paper });

/** Outer arc: leased of leasable land; inner arc: deployed of leased land, drawn only when known, for an empty arc reads as 0 %. */
const zoneRing = (occupancy: string, deployment: string, size: number, stroke: number): Drawing => {
  const centre = size / 2;
  const radius = centre - 1.5 - stroke / 2;
  const { colour, fill } = CLASSES.zone;
  const shapes: Shape[] = [paperDisc(size, centre)];
  if (occupancy === "part") {
    shapes.push(
      { d: circlePath(centre, radius), stroke: colour, width: 1.6 },
      { d: circlePath(centre, 2.4), fill: colour },
    );
  } else if (occupancy === "unknown") {
    const outer = radius + stroke / 2;
    const inner = radius - stroke / 2;
    shapes.push(
      { d: ringHatchPath(centre, inner, outer, Math.round(size * 0.62)), stroke: colour, width: 0.9, cap: "butt" },
      { d: circlePath(centre, outer), stroke: colour, width: 1.1 },
      { d: circlePath(centre, inner), stroke: colour, width: 1.1 },
    );
  } else {
    shapes.push(
      { d: circlePath(centre, radius), stroke: fill, width: stroke },
      { d: arcPath(centre, radius, Number(occupancy)), stroke: colour, width: stroke, cap: "butt" },
    );
  }
  if (deployment !== "none") {
    const innerRadius = radius - stroke - 0.5;
    shapes.push(
      { d: circlePath(centre, innerRadius), stroke: CLASSES.deployed.fill, width: 3 },
      { d: arcPath(centre, innerRadius, Number(deployment)), stroke: CLASSES.deployed.colour, width: 3, cap: "butt" },
    );
  }
  return { width: size, height: size, shapes: shapes.filter(({ d }) => d !== "") };
};

const approvedCircle: Drawing = {
  width: 24,
  height: 24,
  shapes: [
    paperDisc(24, 11),
    { d: circlePath(12, 8.6), stroke: CLASSES.approved.colour, width: 2.1, dash: [0.1, 3.76] },
  ],
};

const clusterSquare = (margin: number): Drawing => {
  const size = 13 + 2 * margin;
  const { colour, fill } = CLASSES.cluster;
  return {
    width: size,
    height: size,
    shapes: [
      ...(margin > 1 ? [{ d: rectanglePath(0, 0, size, size), fill: COLOURS.paper }] : []),
      { d: rectanglePath(margin + 0.7, margin + 0.7, 11.6, 11.6), fill },
      { d: squareHatchPath(margin + 0.7, margin + 0.7, 11.6, 4.4), stroke: colour, width: 1, cap: "butt" },
      { d: rectanglePath(margin + 0.7, margin + 0.7, 11.6, 11.6), stroke: colour, width: 1.4 },
    ],
  };
};

/** Radii: ring outside ring for class 1, one ring for class 2, a dot for class 3. */
const MARKET_RINGS = { 1: [10.6, 7.2], 2: [7.4], 3: [] } as const;
const MARKET_DOT = { 1: 4.4, 2: 4.2, 3: 3.7 } as const;

const marketCircle = (marketClass: 1 | 2 | 3, doubtful: boolean): Drawing => {
  const { colour } = CLASSES.market;
  const rings = MARKET_RINGS[marketClass];
  const outermost = rings[0] ?? MARKET_DOT[3];
  const size = Math.ceil(outermost * 2 + 4);
  const centre = size / 2;
  const dash = (radius: number): Pick<Shape, "dash" | "cap"> => {
    const pieces = Math.max(6, Math.round(radius * 1.3));
    const piece = (2 * Math.PI * radius) / pieces;
    return { dash: [piece * 0.62, piece * 0.38], cap: "butt" };
  };
  return {
    width: size,
    height: size,
    shapes: [
      paperDisc(size, outermost + 1.7),
      ...rings.map((radius) => ({
        d: circlePath(centre, radius),
        stroke: colour,
        width: 1.4,
        ...(doubtful ? dash(radius) : {}),
      })),
      doubtful
        ? {
            d: circlePath(centre, rings.length ? 3.2 : 3.9),
            stroke: colour,
            width: 1.4,
            ...(rings.length ? {} : dash(3.9)),
          }
        : { d: circlePath(centre, MARKET_DOT[marketClass]), fill: colour },
    ],
  };
};

/** Casing of paper around the strokes keeps a glyph readable over water and lines; a dashed circle means a doubtful place. */
const glyph = (name: GlyphName, doubtful: boolean): Drawing => {
  const d = GLYPHS[name];
  const { colour } = CLASSES.infrastructure;
  const strokes: Shape[] = [
    { d, stroke: COLOURS.paper, width: 4.6 },
    { d, stroke: colour, width: 1.6, ...(name === "airport" ? { fill: colour } : {}) },
  ];
  if (!doubtful) return { width: 18, height: 18, shapes: strokes };
  return {
    width: 24,
    height: 24,
    shapes: [
      paperDisc(24, 12),
      { d: circlePath(12, 11), stroke: colour, width: 1.1, dash: [2.6, 2.34], cap: "butt" },
      ...strokes.map((shape) => ({ ...shape, shift: 3 })),
    ],
  };
};

/** Hatch of paper across what lies within a radius of the middle, in pixels. */
const hatch = (centre: number, radius: number, step: number): Shape => {
  const side = radius * Math.SQRT2;
  const corner = centre - side / 2;
  return { d: squareHatchPath(corner, corner, side, step), stroke: COLOURS.paper, width: step * 0.34, cap: "butt" };
};

/** The symbol crossed by a hatch, in a dashed ring of the warning colour: never to be taken for a real one. */
const madeUp = ({ width, height, shapes }: Drawing): Drawing => {
  const inner = Math.max(width, height);
  const isSmall = inner <= 14;
  const room = isSmall ? 2.5 : 4.5;
  const size = inner + 2 * room;
  const centre = size / 2;
  const radius = centre - 1.1;
  const pieces = Math.max(9, Math.round(radius * 1.1));
  const piece = (2 * Math.PI * radius) / pieces;
  return {
    width: size,
    height: size,
    shapes: [
      paperDisc(size, centre),
      ...shapes.map((shape) => ({ ...shape, shift: (shape.shift ?? 0) + room })),
      hatch(centre, radius - 1.4, isSmall ? 2.6 : 3.6),
      {
        d: circlePath(centre, radius),
        stroke: COLOURS.warning,
        width: 1.5,
        dash: [piece * 0.6, piece * 0.4],
        cap: "butt",
      },
    ],
  };
};

/** Outer edge of the inner arc of a zone's ring. */
const INNER_ARC_EDGE = 8.2;
/** Of a real ring only the inner arc is made up. */
const madeUpInside = (drawing: Drawing): Drawing => ({
  ...drawing,
  shapes: [...drawing.shapes, hatch(drawing.width / 2, INNER_ARC_EDGE, 3.2)],
});

const PLACE: Drawing = {
  width: 7,
  height: 7,
  shapes: [{ d: circlePath(3.5, 2.2), fill: COLOURS.paper, stroke: COLOURS.placeInk, width: 1.1 }],
};
const SHIELD: Drawing = {
  width: 24,
  height: 14,
  shapes: [{ d: rectanglePath(0.5, 0.5, 23, 13, 3), fill: COLOURS.paper, stroke: COLOURS.road, width: 1 }],
};
const BADGE: Drawing = {
  width: 28,
  height: 20,
  shapes: [
    { d: rectanglePath(0.6, 0.6, 26.8, 18.8, 4), fill: COLOURS.paper, stroke: CLASSES.cluster.colour, width: 1 },
  ],
};

/** Parts of an image that may stretch around text, and where the text goes, in pixels. */
export const STRETCH: Partial<
  Record<SymbolId, { x: [number, number]; y: [number, number]; content: [number, number, number, number] }>
> = {
  shield: { x: [6, 18], y: [5, 9], content: [4, 2, 20, 12] },
  badge: { x: [7, 21], y: [7, 13], content: [5, 3, 23, 17] },
};

const isGlyph = (id: string): id is GlyphName => Object.hasOwn(GLYPHS, id);

/** Drawing of a symbol; null for a name that is none. */
export const symbolDrawing = (id: string): Drawing | null => {
  for (const [prefix, mark] of [
    [MADE_UP, madeUp],
    [MADE_UP_INSIDE, madeUpInside],
  ] as const) {
    if (!id.startsWith(prefix)) continue;
    const real = symbolDrawing(id.slice(prefix.length));
    return real && mark(real);
  }
  const [kind = "", first = "", second = ""] = id.split("/");
  if (kind === "zone") return zoneRing(first, second, 33, 5.2);
  if (kind === "phase") return zoneRing(first, second, 19, 3.2);
  if (kind === "market" && (first === "1" || first === "2" || first === "3"))
    return marketCircle(Number(first) as 1 | 2 | 3, second === "doubtful");
  if (id === "approved") return approvedCircle;
  if (id === "cluster") return clusterSquare(1.5);
  if (id === "clusterInText") return clusterSquare(0);
  if (id === "place") return PLACE;
  if (id === "shield") return SHIELD;
  if (id === "badge") return BADGE;
  return isGlyph(kind) ? glyph(kind, first === "doubtful") : null;
};

export const symbolDataUri = (id: SymbolId): string => {
  const drawing = symbolDrawing(id);
  return drawing ? drawingToDataUri(drawing) : "";
};

export const figureOf = (site: Site, metric: MetricId): Figure | undefined =>
  site.figures.find((figure) => figure.metric === metric && figure.target === null && figure.supersededBy === null);

const shareOf = (site: Site, metric: MetricId): number | null => figureOf(site, metric)?.value ?? null;

/** 1–3; a market of unknown class is drawn as the smallest. */
export const marketClassOf = (site: Site): 1 | 2 | 3 => {
  const value = figureOf(site, "marketClass")?.value;
  return value === 1 || value === 2 ? value : 3;
};

export const isZone = (site: Site): boolean => site.kind === "zone" || site.kind === "corridor";
/** In the Prime Minister's list or a plan, nothing on the ground yet. */
export const isApprovedOnly = (site: Site): boolean =>
  isZone(site) && (site.status === "approved" || site.status === "planned");

export const isMadeUpShare = (site: Site, metric: MetricId): boolean =>
  figureOf(site, metric)?.method === "illustrative";

/** The symbol of a site, alike on the map, in the legend and in the panels. */
export const siteSymbol = (site: Site): SymbolId => {
  const symbol = symbolOf(site);
  const isRing = isZone(site) && !isApprovedOnly(site);
  if (site.dataSet === "illustrative" || (isRing && isMadeUpShare(site, "occupancyShare")))
    return `${MADE_UP}${symbol}`;
  if (isRing && !site.parentId && isMadeUpShare(site, "landDeploymentShare")) return `${MADE_UP_INSIDE}${symbol}`;
  return symbol;
};

const symbolOf = (site: Site): RealSymbolId => {
  switch (site.kind) {
    case "zone":
    case "corridor": {
      if (isApprovedOnly(site)) return "approved";
      const occupancy = shareOf(site, "occupancyShare");
      // A part without a figure of its own is no gap in knowledge: the figure of the whole has superseded it.
      if (site.parentId) return `phase/${occupancy ?? "part"}/none`;
      return `zone/${occupancy ?? "unknown"}/${shareOf(site, "landDeploymentShare") ?? "none"}`;
    }
    case "cluster":
      return "cluster";
    case "market":
      return `market/${marketClassOf(site)}/${site.positionDoubt ? "doubtful" : "sure"}`;
    default:
      return site.positionDoubt ? `${site.kind}/doubtful` : site.kind;
  }
};
