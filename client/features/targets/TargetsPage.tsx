import { type ReactNode } from "react";
import { PathChart } from "#client/features/targets/PathChart.tsx";
import { capitalise, formatInUnit, joinParts, unitOf } from "#client/format.ts";
import { useChecks, useSources, useTargets } from "#client/queries.ts";
import { inLanguage, useText } from "#client/text.tsx";
import { Figure, sourceName } from "#client/ui/Figure.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Bounds, Cite, Name, Quoted, TargetYear } from "#client/ui/marks.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { PastEmpty } from "#client/ui/PastEmpty.tsx";
import { Unknown, Waiting } from "#client/ui/States.tsx";
import { Verdict } from "#client/ui/Verdict.tsx";
import { useTitle } from "#client/ui/title.ts";
import type { Figure as FigureData } from "#contracts/figures.ts";
import type { Target } from "#contracts/targets.ts";

export const TargetsPage = () => {
  const text = useText();
  const asked = useTargets();
  useTitle(text.modes.targets);
  const targets = asked.data?.items ?? [];
  return (
    <div className="card wide">
      <PageHeading isBackShown={false}>{text.modes.targets}</PageHeading>
      <p className="lead">{text.targetsPage.intro}</p>
      <Sources targets={targets} />
      {asked.data ? (
        <>
          {targets.length === 0 && <PastEmpty what={text.targetsPage.empty} />}
          <Targets title={text.targetsPage.ofProvince} targets={targets.filter(({ sector }) => sector === null)} />
          <Targets title={text.targetsPage.bySector} targets={targets.filter(({ sector }) => sector !== null)} />
        </>
      ) : (
        <Waiting asked={asked} lines={10} />
      )}
    </div>
  );
};

/** Where the statements stand, word for word. */
const Sources = ({ targets }: { targets: readonly Target[] }) => {
  const text = useText();
  const named = new Set(targets.map(({ source }) => source.id));
  const sources = useSources().data?.items.filter(({ id }) => named.has(id)) ?? [];
  return sources.map((source) => (
    <p key={source.id} className="fine">
      <Link to={{ page: "sources", sourceId: source.id }}>
        <Cite id={source.id}>{sourceName(source, text)}</Cite>
      </Link>
    </p>
  ));
};

const Targets = ({ title, targets }: { title: string; targets: readonly Target[] }) =>
  targets.length > 0 && (
    <section className="targets">
      <h2>{title}</h2>
      <ul>
        {targets.map((target) => (
          <TargetItem key={target.id} target={target} />
        ))}
      </ul>
    </section>
  );

const TargetItem = ({ target }: { target: Target }) => {
  const text = useText();
  const { baseline, level, growth, required, actual, path, sector } = target;
  const statement = inLanguage(target.statementVi, target.statementEn, text);
  const checks =
    useChecks().data?.items.filter(({ rule, printed }) => rule === "growthPath" && printed.id === level?.id) ?? [];
  return (
    <li className="target" data-target-id={target.id}>
      <h3 id={target.id}>
        <Quoted from={`target:${target.id}`}>{statement}</Quoted>
      </h3>
      {sector && (
        <p className="fine">
          <Name of={sector} />
        </p>
      )}
      <dl className="target-figures">
        <Item label={text.targetsPage.baseline}>
          {baseline ? (
            <Figure figure={baseline} size="strong" meta />
          ) : (
            <Unknown>{text.targetsPage.noBaseline}</Unknown>
          )}
        </Item>
        {level && (
          <Item label={<TargetYear of={target.id}>{text.targetsPage.level(target.year)}</TargetYear>}>
            <Figure figure={level} size="strong" of={statement} />
          </Item>
        )}
        {growth && (
          <Item label={text.targetsPage.growth}>
            <Figure figure={growth} size="strong" of={statement} />
          </Item>
        )}
        {required && (
          <Item label={text.targetsPage.required}>
            <Figure figure={required} size="strong" of={statement} />
            <RequiredBounds figure={required} />
          </Item>
        )}
        <Item label={text.targetsPage.actual}>
          {actual.length === 0 && <Unknown>{text.targetsPage.noActual}</Unknown>}
          {actual.map((figure) => (
            <div key={figure.id}>
              <Figure figure={figure} size="strong" meta of={statement} />
            </div>
          ))}
          <Reached target={target} />
        </Item>
        {checks.map((check) => (
          <Item key={check.id} label={text.targetsPage.check}>
            <Link to={{ page: "checks", checkId: check.id }}>
              <Verdict verdict={check.verdict} />
            </Link>
          </Item>
        ))}
      </dl>
      {path.length > 0 && <Path target={target} name={statement} />}
    </li>
  );
};

/** Whether what was asked for was reached, in words; only where a figure of all its years says so. */
const Reached = ({ target: { growth, level, actual, year } }: { target: Target }) => {
  const text = useText();
  const asked = growth ?? level;
  const last = actual.find(({ unit, period }) => unit === asked?.unit && period.endsWith(String(year)));
  if (!last || asked?.value == null || last.value === null) return null;
  return (
    <p className="target-reached">{last.value >= asked.value ? text.targetsPage.reached : text.targetsPage.missed}</p>
  );
};

const Item = ({ label, children }: { label: ReactNode; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

/** What the rounding of the inputs leaves open; the same figure, so the same page behind it. */
const RequiredBounds = ({ figure: { id, low, high, unit, decimals } }: { figure: FigureData }) => {
  const text = useText();
  if (low === null || high === null) return null;
  const digits = (value: number) => formatInUnit(value, unit, decimals ?? 2, text.language);
  const withUnit = joinParts({ qualifier: "", number: digits(high), unit: unitOf(unit, text.language) }, text.language);
  return <Bounds of={id}>{text.targetsPage.range(digits(low), withUnit)}</Bounds>;
};

/** Drawn as lines, and told as a table: every number of it opens its formula. */
const Path = ({ target: { id, path, baseline, year }, name }: { target: Target; name: string }) => {
  const text = useText();
  const readings = (["atGrowth", "toLevel"] as const).filter((reading) => path.some((step) => step[reading] !== null));
  return (
    <div className="path">
      <PathChart targetId={id} path={path} baseline={baseline} readings={readings} label={text.targetsPage.chart} />
      <div className="path-table">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{text.targetsPage.year}</th>
              {readings.map((reading) => (
                <th key={reading} scope="col" className={`number reading-${reading}`}>
                  {capitalise(text.targetsPage[reading])}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {path.map((step) => (
              <tr key={step.year} data-current={step.year === year || undefined}>
                <th scope="row">
                  <TargetYear of={id}>{step.year}</TargetYear>
                </th>
                {readings.map((reading) => {
                  const figure = step[reading];
                  return (
                    <td key={reading} className="number">
                      {figure && <Figure figure={figure} size="row" of={name} />}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
};
