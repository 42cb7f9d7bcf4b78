import { useState } from "react";
import type { Account } from "#client/account.ts";
import { formatDay } from "#client/format.ts";
import { useView } from "#client/state/navigation.ts";
import { nameOf, useText } from "#client/text.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Day } from "#client/ui/marks.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Note, Waiting } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import { mayAct, useLand, useLandRows } from "../land-data.ts";
import { Area, Difference } from "./Area.tsx";
import { onlyPart } from "./geometry.ts";
import { LotCorners } from "./LotCorners.tsx";
import { LotFields } from "./LotFields.tsx";
import { LotHistory } from "./LotHistory.tsx";
import { LotLineage } from "./LotLineage.tsx";
import { UndoNotice } from "./LotsPanel.tsx";
import { useLandSites, useProjectNames } from "./lot-data.ts";
import type { Lease, Lot, LotEvent, LotStageRow } from "./lot-types.ts";
import { workStore } from "./lot-store.ts";
import { StageName } from "./StageName.tsx";
import { useLotWords } from "./use-lot-words.ts";

/** All that is known of a lot. */
export const LotCard = ({ id, account, day }: { id: number; account: Account; day: string }) => {
  const words = useLotWords();
  const { card } = words;
  const text = useText();
  const asked = useLand<Lot>(`lots/${id}`);
  const lot = asked.data;
  const stages = useLand<{ items: LotStageRow[] }>(lot ? "stages" : null, { on: day, siteId: lot?.siteId });
  const site = useLandSites().find((each) => each.id === lot?.siteId);
  const [isEditing, setEditing] = useState(false);
  const [said, setSaid] = useState("");
  useTitle(lot ? card.title(lot.code) : card.title(""));
  if (!lot) {
    return (
      <>
        <PageHeading>{card.title("")}</PageHeading>
        {asked.isError ? <Note tone="warning">{card.missing}</Note> : <Waiting asked={asked} lines={10} />}
      </>
    );
  }
  const stage = stages.data?.items.find(({ lotId }) => lotId === id) ?? null;
  const mayEdit = mayAct(account, ["editor"], lot.siteId) || mayAct(account, ["editor"]);
  const part = onlyPart(lot.geometry);
  return (
    <>
      <PageHeading eyebrow={site ? nameOf(site, text) : lot.siteId}>{card.title(lot.code)}</PageHeading>
      <UndoNotice onSaid={setSaid} />
      <p role="status" className="lots-said">
        {said}
      </p>
      <StageLine stage={stage} day={day} />
      {isEditing ? (
        <LotFields lot={lot} onDone={() => setEditing(false)} />
      ) : (
        <dl className="rows lot-rows">
          <div>
            <dt>{words.fields["use"]}</dt>
            <dd>{words.uses[lot.use]}</dd>
          </div>
          <div>
            <dt>{words.fields["statedAreaHa"]}</dt>
            <dd>
              <Area ha={lot.statedAreaHa} />
            </dd>
          </div>
          <div>
            <dt>{words.fields["measured"]}</dt>
            <dd>
              <Area ha={lot.measuredAreaHa} decimals={4} /> · <Difference share={lot.areaDifferenceShare} />
            </dd>
          </div>
          <div>
            <dt>{words.fields["inForce"]}</dt>
            <dd>
              <Day on={lot.inForce.from} /> –{" "}
              {lot.inForce.endedOn === null ? words.withoutEnd : <Day on={lot.inForce.endedOn} />}
            </dd>
          </div>
          {lot.note !== null && (
            <div>
              <dt>{words.fields["note"]}</dt>
              <dd>{lot.note}</dd>
            </div>
          )}
        </dl>
      )}
      {mayEdit && !isEditing && (
        <p className="lots-actions">
          <button type="button" className="button" onClick={() => setEditing(true)}>
            {card.edit}
          </button>
          {part && (
            <button
              type="button"
              className="button lots-drawing"
              onClick={() => workStore.set({ kind: "outline", lotId: id })}
            >
              {card.outline}
            </button>
          )}
          {part?.holes.length === 0 && (
            <button
              type="button"
              className="button lots-drawing"
              onClick={() => workStore.set({ kind: "split", lotId: id })}
            >
              {card.split}
            </button>
          )}
        </p>
      )}
      {mayEdit && (!part || part.holes.length > 0) && <Note tone="info">{part ? card.holes : card.severalParts}</Note>}
      <LotLeases lot={lot} />
      <LotEvents lot={lot} />
      <LotLineage lot={lot} />
      <LotCorners lot={lot} />
      <LotHistory lot={lot} mayEdit={mayEdit} />
    </>
  );
};

const StageLine = ({ stage, day }: { stage: LotStageRow | null; day: string }) => {
  const words = useLotWords();
  const { language } = useText();
  return (
    <div className="lot-stage-line">
      <p>
        <Day on={day} />:{" "}
        {stage ? <StageName stage={stage.stage} /> : <span className="unknown">{words.notInForce}</span>}
        {stage?.since && ` ${words.card.since(formatDay(stage.since, language))}`}
      </p>
      {stage && stage.leasedHa > 0 && (
        <dl className="lot-parts">
          {(["leasedHa", "deployedHa", "idleHa"] as const).map((column) => (
            <div key={column}>
              <dt>{words.columns[column]}</dt>
              <dd>
                <Area ha={stage[column]} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {stage && stage.missing.length > 0 && (
        <p className="row-meta">
          {words.card.missingStages(stage.missing.map((each) => words.stages[each]).join(", "))}
        </p>
      )}
    </div>
  );
};

const LotLeases = ({ lot }: { lot: Lot }) => {
  const words = useLotWords();
  const { card } = words;
  const leases = useLandRows<Lease>("leases", { lotId: lot.id });
  const namesOf = useProjectNames();
  return (
    <section className="card-section">
      <h2>{card.leases}</h2>
      {!leases.data ? (
        <Waiting asked={leases} lines={2} />
      ) : leases.data.length === 0 ? (
        <p className="unknown">{card.noLeases}</p>
      ) : (
        <ul className="plain">
          {leases.data.map((lease) => {
            const names = namesOf(lease.projectId);
            return (
              <li key={lease.id}>
                {lease.contractNumber} · <Area ha={lease.areaHa} />
                {"\u00a0ha · "}
                <Day on={lease.during.from} /> –{" "}
                {lease.during.endedOn === null ? words.withoutEnd : <Day on={lease.during.endedOn} />}
                {names && (
                  <span className="row-meta">
                    {names.lessee} · {names.project}
                  </span>
                )}
              </li>
            );
          })}
        </ul>
      )}
      <RegisterLink register="leases" siteId={lot.siteId}>
        {card.toLeases}
      </RegisterLink>
    </section>
  );
};

const LotEvents = ({ lot }: { lot: Lot }) => {
  const words = useLotWords();
  const { card } = words;
  const events = useLandRows<LotEvent>("events", { lotId: lot.id });
  return (
    <section className="card-section">
      <h2>{card.events}</h2>
      {!events.data ? (
        <Waiting asked={events} lines={3} />
      ) : events.data.length === 0 ? (
        <p className="unknown">{card.noEvents}</p>
      ) : (
        <ol className="plain">
          {events.data
            .toSorted((one, other) => (one.happenedOn < other.happenedOn ? -1 : 1))
            .map((event) => (
              <li key={event.id}>
                <Day on={event.happenedOn} /> · {words.events[event.kind]}
                {event.areaHa !== null && (
                  <>
                    {" · "}
                    <Area ha={event.areaHa} />
                    {"\u00a0ha"}
                  </>
                )}
                {event.documentNumber !== null && (
                  <span className="row-meta">
                    {[event.documentNumber, event.documentIssuer].filter(Boolean).join(" · ")}
                  </span>
                )}
              </li>
            ))}
        </ol>
      )}
      <RegisterLink register="events" siteId={lot.siteId}>
        {card.toEvents}
      </RegisterLink>
    </section>
  );
};

const RegisterLink = ({
  register,
  siteId,
  children,
}: {
  register: "leases" | "events";
  siteId: string;
  children: string;
}) => {
  useView((view) => view.isIllustrative);
  return (
    <p>
      <Link to={{ page: "landRegisters", register, siteId }}>{children}</Link>
    </p>
  );
};
