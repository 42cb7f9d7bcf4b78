import type { ReactNode } from "react";
import { formatDay, formatPeriod } from "#client/format.ts";
import { nameOf, useText } from "#client/text.tsx";
import type { MetricId } from "#contracts/metrics.ts";

/**
 * What a number on the page is when it is no figure. Everything else with digits belongs to a figure, an interval or a
 * check; the provenance test finds what does not, and holds each mark to the data it names.
 */

/** When something was so, at the precision of its source: `06/2015`, `khoảng 2010–2012`. */
export const Period = ({ of: { asOf, period } }: { of: { readonly asOf: string; readonly period: string } }) => {
  const text = useText();
  // The years of a target lie ahead of the day it was set on.
  const start = period.replace(/^c\. |–.*$/g, "");
  return <time dateTime={start > asOf ? start : asOf}>{formatPeriod(period, text)}</time>;
};

export const Day = ({ on }: { on: string }) => {
  const text = useText();
  return <time dateTime={on}>{formatDay(on, text.language)}</time>;
};

/**
 * What is counted, in the order the counts are said: sites of the list, and those of them that a search leaves (`shown`). A
 * word after the colon narrows it to a group of the list, a layer, a verdict, a source, a site, a collection (`rows`) or a plan version (`named`;
 * several with `+`), or a control total of one (`names` counted for it, or `without` a figure).
 */
type Counted =
  | "listed"
  | "shown"
  | "found"
  | "checks"
  | `${"listed" | "shown" | "drawn" | "districtOnly" | "checks" | "figures" | "old" | "rows" | "find"}:${string}`
  | `${"named" | "namedDrawn" | "names" | "without"}:${string}`;

/** How many of something there are, in words or alone. */
export const Count = ({
  of,
  className,
  children,
}: {
  of: Counted | readonly Counted[];
  className?: string;
  children: ReactNode;
}) => (
  <span className={className} data-count={typeof of === "string" ? of : of.join(" ")}>
    {children}
  </span>
);

/** The name of a site, administrative unit, group, plan version or layer; names may hold numbers (Phường 5). */
export const Name = ({ of }: { of: { readonly id: string; readonly nameVi: string; readonly nameEn: string } }) => {
  const text = useText();
  return <span data-name={of.id}>{nameOf(of, text)}</span>;
};

/** Title, number, publisher of a source or a place in it. */
export const Cite = ({ id, children }: { id: string; children: ReactNode }) => <cite data-source={id}>{children}</cite>;

/** A sentence of the data, as the source or the note of that entry has it. */
type Sentence =
  | `${"fact" | "obstacle" | "site" | "position" | "figure" | "check" | "source"}:${string}`
  | `${"planVersion" | "target" | "total" | "repair" | "collection" | "api" | "call" | "rule"}:${string}`;

export const Quoted = ({ from, children }: { from: Sentence; children: ReactNode }) => (
  <span data-quoted={from}>{children}</span>
);

/** A year of a target: its own, the one it starts from, or one on the way. */
export const TargetYear = ({ of, children }: { of: string; children: ReactNode }) => (
  <span data-target-year={of}>{children}</span>
);

/** The label of a figure's metric, shorter than its name. */
export const MetricLabel = ({ of, children }: { of: MetricId; children: ReactNode }) => (
  <span data-metric={of}>{children}</span>
);

/** What the rounding of its inputs leaves open of a figure, from low to high. */
export const Bounds = ({ of, children }: { of: string; children: ReactNode }) => (
  <span className="row-meta" data-bounds={of}>
    {children}
  </span>
);

/** What was counted or added up beside a control total. */
export const Found = ({ of, children }: { of: string; children: ReactNode }) => (
  <span className="computed" data-found={of}>
    {children}
  </span>
);

/** What the source may have meant by a figure that fails this check. */
export const Proposed = ({ of, children }: { of: string; children: ReactNode }) => (
  <span className="proposed" data-repair={of}>
    {children}
  </span>
);

/** The stage of a list that a site is named in, `version site`. */
export const Stage = ({ of, children }: { of: `${string} ${string}`; children: ReactNode }) => (
  <span data-stage={of}>{children}</span>
);
