import { capitalise, formatNumber, metricName } from "#client/format.ts";
import { toggleShortlisted, useShortlist } from "#client/state/shortlist.ts";
import { nameOf, useText } from "#client/text.tsx";
import { Figure } from "#client/ui/Figure.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Link } from "#client/ui/Link.tsx";
import { MetricLabel, Name } from "#client/ui/marks.tsx";
import { Unknown } from "#client/ui/States.tsx";
import type { MetricId } from "#contracts/metrics.ts";
import type { Site } from "#contracts/sites.ts";
import { inWords, type Named } from "./in-words.ts";
import { figureOf, type Judged, nearest } from "./match.ts";
import type { Constraint } from "./need.ts";
import { useWords } from "./use-words.ts";

type ResultsProps = {
  readonly found: readonly Judged[];
  readonly constraints: readonly Constraint[];
  readonly kinds: ReadonlyMap<string, Site["kind"]>;
  readonly named: Named;
};

/** Beside what is left. */
const SHOWN: readonly MetricId[] = ["leasableHa", "grossHa", "occupancyShare", "landRentUsdPerM2"];

/** Sites that nothing rules out, each with what is left, and what of the need nobody can tell. */
export const Results = ({ found, constraints, kinds, named }: ResultsProps) => {
  const words = useWords();
  const listed = useShortlist().items;
  if (found.length === 0) return <p className="empty">{words.none}</p>;
  return (
    <>
      <ol className="find-results">
        {found.map((land) => (
          <Result key={land.site.id} land={land} constraints={constraints} kinds={kinds} named={named} />
        ))}
      </ol>
      {listed.length > 0 && (
        <p>
          <Link className="button" to={{ page: "shortlist" }}>
            {words.toShortlist}
          </Link>
        </p>
      )}
    </>
  );
};

type ResultProps = Omit<ResultsProps, "found"> & { readonly land: Judged };

const Result = ({ land, constraints, kinds, named }: ResultProps) => {
  const text = useText();
  const words = useWords();
  const isListed = useShortlist().items.some(({ siteId }) => siteId === land.site.id);
  const name = nameOf(land.site, text);
  const left = figureOf(land, "remainingHa");
  const others = SHOWN.flatMap((metric) => figureOf(land, metric) ?? []);
  const unknown = constraints.filter((_, at) => land.verdicts[at] === "unknown");
  const to = constraints.find((constraint) => constraint.kind === "near");
  const km = to ? nearest(land, to.what, kinds) : null;
  return (
    <li data-site-id={land.site.id} data-sure={land.isSure}>
      <div className="find-line">
        <Link to={{ page: "site", siteId: land.site.id }}>
          <Name of={land.site} />
        </Link>
        <button
          type="button"
          className="button button-small"
          aria-label={isListed ? words.unlist(name) : words.list(name)}
          onClick={() => toggleShortlisted(land.site.id)}
        >
          {isListed && <Icon name="check" size={14} />} {isListed ? words.unlistShort : words.listShort}
        </button>
      </div>
      <p className="find-left">
        {left ? <Figure figure={left} size="strong" meta of={name} /> : <Unknown>{words.leftUnknown}</Unknown>}
      </p>
      {others.length > 0 && (
        <p className="find-others">
          {others.map((figure) => (
            <span key={figure.id}>
              <MetricLabel of={figure.metric}>{capitalise(metricName(figure.metric, text.language))}</MetricLabel>{" "}
              <Figure figure={figure} of={name} />
            </span>
          ))}
        </p>
      )}
      {to && km !== null && (
        <p className="fine">
          {named.target(to.what)}: {words.distance(formatNumber(km, null, text.language))}
        </p>
      )}
      {constraints.length > 0 && (
        <p className="find-verdict">
          <Icon name={land.isSure ? "check" : "circle"} size={14} />{" "}
          {land.isSure
            ? words.sure
            : `${words.unknown}: ${unknown.map((one) => inWords(one, words, text.language, named)).join("; ")}`}
        </p>
      )}
    </li>
  );
};
