import { INK } from "./colours.ts";
import type { MapSite } from "./features.ts";
import type { Point } from "./frame.ts";
import { tag } from "./svg.ts";

/** Sign of a site: its kind by shape, so that it reads without colour; hollow where the position is a guess. */
export const markOf = (site: MapSite, [x, y]: Point, radius: number, isChosen: boolean): string => {
  const colour = site.isMadeUp ? INK.madeUp : isChosen ? INK.chosen : INK.site;
  const look = {
    fill: site.isDoubtful ? "#ffffff" : colour,
    stroke: site.isDoubtful ? colour : "#ffffff",
    "stroke-width": site.isDoubtful ? radius * 0.35 : radius * 0.2,
  };
  switch (site.kind) {
    case "cluster":
      return tag("rect", {
        x: x - radius * 0.9,
        y: y - radius * 0.9,
        width: radius * 1.8,
        height: radius * 1.8,
        ...look,
      });
    case "zone":
    case "corridor":
      return tag("path", { d: diamond([x, y], radius * 1.2), ...look });
    default:
      return tag("circle", { cx: x, cy: y, r: radius, ...look });
  }
};

const diamond = ([x, y]: Point, radius: number): string =>
  `M${x.toFixed(2)} ${(y - radius).toFixed(2)}l${radius.toFixed(2)} ${radius.toFixed(2)}l${(-radius).toFixed(2)} ${radius.toFixed(2)}l${(-radius).toFixed(2)} ${(-radius).toFixed(2)}Z`;
