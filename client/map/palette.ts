/**
 * The one table of colours of the map, its legend and the panels. Inks are at least 3:1 on `paper`, and the class inks stay
 * apart under three kinds of colour blindness (palette.test.ts); shape and pattern come first all the same.
 */
export const COLOURS = {
  ink: "#1c2b33",
  inkSecond: "#54646c",
  hairline: "#dad7cf",
  paper: "#fcfbf8",
  around: "#f1efe9",
  water: "#c9dde8",
  waterInk: "#4f7d96",
  communeLine: "#d3cdc0",
  /** Units since July 2025: another hue than the greys of the former ones. */
  communeNowLine: "#7d6aa8",
  communeNowInk: "#5b4a86",
  districtLine: "#a59e8f",
  provinceLine: "#857d6c",
  provinceBand: "#e4dfd3",
  districtInk: "#746d60",
  placeInk: "#6d6a62",
  road: "#e2c48d",
  roadInk: "#8f6a24",
  accent: "#0b6e75",
  accentHalo: "#5fb0b5",
  leased: "#2166ac",
  leasedTrack: "#d3e0ee",
  leasedFill: "#bcd3e8",
  deployed: "#1b7837",
  deployedTrack: "#d9eadc",
  capital: "#4a2785",
  capitalFill: "#e4dfef",
  warning: "#b35806",
  error: "#b2182b",
  approved: "#54646c",
  cluster: "#8f4a0a",
  clusterFill: "#fbf1e2",
  market: "#075459",
  infrastructure: "#3a4950",
} as const;

/** How a class of sites or a bar is told apart: colour, then pattern and shape for those who do not see it. */
export type ClassStyle = {
  readonly colour: string;
  /** Light companion for tracks and fills. */
  readonly fill: string;
  readonly pattern: "solid" | "hatched" | "dotted" | "hollow";
  readonly shape: "ring" | "circle" | "square" | "glyph" | "bar";
};

export const CLASSES = {
  zone: { colour: COLOURS.leased, fill: COLOURS.leasedTrack, pattern: "solid", shape: "ring" },
  zoneUnknown: { colour: COLOURS.leased, fill: COLOURS.paper, pattern: "hatched", shape: "ring" },
  approved: { colour: COLOURS.approved, fill: COLOURS.paper, pattern: "dotted", shape: "circle" },
  cluster: { colour: COLOURS.cluster, fill: COLOURS.clusterFill, pattern: "hatched", shape: "square" },
  market: { colour: COLOURS.market, fill: COLOURS.paper, pattern: "solid", shape: "circle" },
  marketDoubtful: { colour: COLOURS.market, fill: COLOURS.paper, pattern: "hollow", shape: "circle" },
  infrastructure: { colour: COLOURS.infrastructure, fill: COLOURS.paper, pattern: "solid", shape: "glyph" },
  leased: { colour: COLOURS.leased, fill: COLOURS.leasedFill, pattern: "solid", shape: "bar" },
  deployed: { colour: COLOURS.deployed, fill: COLOURS.deployedTrack, pattern: "solid", shape: "bar" },
  capital: { colour: COLOURS.capital, fill: COLOURS.capitalFill, pattern: "solid", shape: "bar" },
} as const satisfies Record<string, ClassStyle>;
