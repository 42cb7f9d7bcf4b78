import { memo, useMemo, useState } from "react";
import { flushSync } from "react-dom";
import { useCoverageFile } from "#client/queries.ts";
import { nameOf, useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Name } from "#client/ui/marks.tsx";
import type { Coverage } from "#contracts/coverage.ts";
import { MOST_TRIED } from "#contracts/trial-limits.ts";
import { nearestKms } from "./instant.ts";
import { type Place, readTyped, roundPlace, spellPlace, spellPlaces, withPlaces } from "./places.ts";
import { CommunePicker, Picker } from "./Picker.tsx";
import { askFor, type Question, trialInputOf } from "./question.ts";
import { Amount } from "./Said.tsx";
import { Scenarios } from "./Scenarios.tsx";
import { useTrialOnMap } from "./trial-on-map.ts";
import { TypedField } from "./TypedField.tsx";
import { TrialTable } from "./TrialTable.tsx";
import { useWords } from "./use-words.ts";

type SandboxProps = { readonly question: Question; readonly answer: Coverage };
type PenProps = { readonly isPlacing: boolean; readonly setPlacing: (isPlacing: boolean) => void };

/** Where a place would be, moved on the map or by keyboard; all of it stands in the address, and none of it is official. */
export const Sandbox = ({ question, answer, isPlacing, setPlacing }: SandboxProps & PenProps) => {
  const words = useWords();
  const { tried, without } = question;
  const [moving, setMoving] = useState<{ readonly at: number; readonly place: Place } | null>(null);
  const left = useMemo(() => answer.sites.filter(({ id }) => without.includes(id)), [answer, without]);
  const shown = moving ? tried.with(moving.at, moving.place) : tried;
  const add = (place: Place) => askFor({ try: withPlaces(tried, [place]) });
  const hasMap = useTrialOnMap({
    tried: shown,
    gone: left.flatMap(({ position }) => (position ? [position] : [])),
    thresholdsKm: question.thresholdsKm,
    label: words.onMap,
    isPlacing,
    // At once: left to React it would wait for the map, which takes long to draw where there is no graphics card.
    onMove: (at, place) => flushSync(() => setMoving({ at, place })),
    onDrop: (at, place) => {
      setMoving(null);
      askFor({ try: spellPlaces(tried.with(at, place)) });
    },
    onPlace: (place) => {
      setPlacing(false);
      add(place);
    },
  });
  const isFull = tried.length >= MOST_TRIED;
  return (
    <section className="card-section coverage-next coverage-trial" aria-labelledby="coverage-trial">
      <h2 id="coverage-trial">{words.trial}</h2>
      <p className="coverage-mark">{words.trialMark}</p>
      <p className="fine">{words.trialHint}</p>
      {isFull ? (
        <p>
          {words.tooMany} <Amount at={`choice:${MOST_TRIED}`} value={MOST_TRIED} decimals={0} />
        </p>
      ) : (
        <div className="coverage-fields">
          <CommunePicker label={words.add} action={words.addIt} items={answer.items} onPick={add} />
          <TypedField {...PLACE} label={words.addAt} value="" onTake={add} />
          {hasMap && (
            <button type="button" className="button" aria-pressed={isPlacing} onClick={() => setPlacing(!isPlacing)}>
              {isPlacing ? words.addingOnMap : words.addOnMap}
            </button>
          )}
        </div>
      )}
      <LeftOut question={question} answer={answer} left={left} />
      {(tried.length > 0 || left.length > 0) && (
        <>
          <TrialTable question={question} answer={answer} tried={shown} left={left} isMoving={moving !== null} />
          {hasMap && <p className="fine">{words.dragHint}</p>}
          <Candidates tried={tried} answer={answer} />
          <Ends question={question} answer={answer} />
        </>
      )}
      <Scenarios question={question} answer={answer} />
    </section>
  );
};

const Ends = ({ question, answer }: SandboxProps) => {
  const words = useWords();
  const { language } = useText();
  const fileAddress = useCoverageFile(trialInputOf(question, answer.sites));
  return (
    <p className="coverage-files">
      <a className="button" href={fileAddress("xlsx", language)} download>
        <Icon name="download" size={16} />
        {words.trialFile}
      </a>
      <button type="button" className="button" onClick={() => askFor({ try: "", without: "", name: "" })}>
        {words.clear}
      </button>
    </p>
  );
};

const PLACE = { read: readTyped, kind: "place", example: "10.25, 105.97" } as const;

/** Not drawn again while one of them is dragged on the map. */
const Candidates = memo(({ tried, answer }: { readonly tried: readonly Place[]; readonly answer: Coverage }) => {
  const words = useWords();
  const near = useMemo(
    () =>
      tried.map((place) => {
        const kms = nearestKms(answer.items, [place]);
        return answer.items[kms.indexOf(Math.min(...kms))];
      }),
    [tried, answer],
  );
  return (
    <ol className="coverage-tried">
      {tried.map((place, at) => (
        <li
          key={`${at} ${place.join()}`}
          aria-label={`${words.candidate} ${at + 1}`}
          data-coverage={`choice:${at + 1}`}
        >
          <strong>
            {words.candidate} <Amount at={`choice:${at + 1}`} value={at + 1} decimals={0} />
          </strong>
          {near[at] && (
            <span>
              {words.near} <Name of={near[at]} />
            </span>
          )}
          <TypedField
            {...PLACE}
            label={words.place}
            value={spellPlace(place)}
            mark={`tried.${at}`}
            onTake={(moved) => askFor({ try: spellPlaces(tried.with(at, moved)) })}
          />
          <CommunePicker
            label={words.moveTo}
            action={words.moveIt}
            items={answer.items}
            onPick={(moved) => askFor({ try: spellPlaces(tried.with(at, roundPlace(moved))) })}
          />
          <button type="button" className="button" onClick={() => askFor({ try: spellPlaces(tried.toSpliced(at, 1)) })}>
            {words.drop}
          </button>
        </li>
      ))}
    </ol>
  );
});

type LeftOutProps = SandboxProps & { readonly left: Coverage["sites"] };

const LeftOut = ({ question, answer, left }: LeftOutProps) => {
  const words = useWords();
  const text = useText();
  const ids = left.map(({ id }) => id);
  const open = answer.sites.filter(({ id, position }) => position && !question.without.includes(id));
  return (
    <div className="coverage-fields">
      {left.length < MOST_TRIED && (
        <Picker
          label={words.leaveOut}
          hint={words.chooseSite}
          action={words.leaveIt}
          options={open}
          onPick={({ id }) => askFor({ without: [...ids, id].join(",") })}
        />
      )}
      {left.map((site) => (
        <span key={site.id} className="coverage-left">
          {words.leftOut}: <Name of={site} />{" "}
          <button
            type="button"
            className="button"
            aria-label={`${words.putBack} ${nameOf(site, text)}`}
            onClick={() => askFor({ without: ids.filter((id) => id !== site.id).join(",") })}
          >
            {words.putBack}
          </button>
        </span>
      ))}
    </div>
  );
};
