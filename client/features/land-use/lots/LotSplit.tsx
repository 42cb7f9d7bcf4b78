import { useEffect, useMemo, useState } from "react";
import { formatNumber } from "#client/format.ts";
import { open } from "#client/state/navigation.ts";
import { useText } from "#client/text.tsx";
import { DayField } from "#client/ui/DayInput.tsx";
import { Field, FormAlert, useSubmit } from "#client/ui/form.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Note } from "#client/ui/States.tsx";
import { tellChange } from "../editing/undo.ts";
import { useLand, writeLand } from "../land-data.ts";
import { CornersField, NO_CORNERS, readCorners, type Corners } from "./CornersField.tsx";
import { measureHa, onlyRing, outlineOf, sharesOfArea, splitByLine, type Ring } from "./geometry.ts";
import type { Lot, LotLine, LotStageRow } from "./lot-types.ts";
import { useDraft } from "./lot-drafts.ts";
import { chosenStore, workStore } from "./lot-store.ts";
import { readHa } from "./read-ha.ts";
import { usePartsOnMap } from "./parts-on-map.ts";
import { useLotWords } from "./use-lot-words.ts";

type Part = { readonly code: string; readonly stated: string; readonly leased: string; readonly deployed: string };
type Draft = { readonly corners: Corners; readonly on: string; readonly parts: readonly Part[] };

const NO_PARTS: readonly Ring[] = [];

type LotSplitProps = {
  readonly lot: Lot;
  readonly lines: readonly LotLine[];
  readonly day: string;
  readonly accountId: string;
};

/** Splits a lot by a line; every part says what of the lot it takes along. */
export const LotSplit = ({ lot, lines, day, accountId }: LotSplitProps) => {
  const { splitting, fields, cancel } = useLotWords();
  const { language } = useText();
  const [held] = useState(lot);
  const { draft, change, forget } = useDraft<Draft>(accountId, `split.${held.id}`, {
    corners: NO_CORNERS,
    on: day,
    parts: [],
  });
  const ring = onlyRing(held.geometry)!;
  // The line begins and ends at the lot itself, or at a corner beside it.
  const targets = useMemo(() => [ring, ...lines.map((line) => onlyRing(line.lot.geometry) ?? [])], [ring, lines]);
  const line = readCorners(draft.corners, "line").points;
  const rings = useMemo(() => (line ? splitByLine(ring, line) : NO_PARTS), [ring, line]);
  const stages = useLand<{ items: LotStageRow[] }>("stages", { on: draft.on, siteId: held.siteId });
  const stage = stages.data?.items.find(({ lotId }) => lotId === held.id);
  const sums = { stated: held.statedAreaHa, leased: stage?.leasedHa ?? 0, deployed: stage?.deployedHa ?? 0 };
  const columns = (["stated", "leased", "deployed"] as const).filter((column) => sums[column] > 0);
  usePartsOnMap(rings);

  const spell = (ha: number) => formatNumber(ha, null, language, false);
  const measured = useMemo(() => rings.map((part) => measureHa(outlineOf(part))), [rings]);
  const key = measured.map((ha) => ha.toFixed(6)).join();
  useEffect(() => {
    if (measured.length === 0) return;
    const shares = sharesOfArea(held.statedAreaHa, measured);
    const parts = shares.map((share, at) => ({
      code: draft.parts[at]?.code ?? `${held.code}-${at + 1}`,
      stated: spell(share),
      leased: draft.parts[at]?.leased ?? "",
      deployed: draft.parts[at]?.deployed ?? "",
    }));
    change({ parts });
    // What is typed of the parts must not propose their areas again: only another cut does.
    // oxlint-disable-next-line react/exhaustive-deps -- `key` is the cut; the draft is what this effect writes
  }, [key]);

  const { onSubmit, isBusy, refusal, faultOf } = useSubmit(async () => {
    const children = rings.map((part, at) => {
      const typed = draft.parts[at]!;
      const [leasedHa, deployedHa] = [readHa(typed.leased || "0"), readHa(typed.deployed || "0")];
      return {
        code: typed.code.trim(),
        geometry: outlineOf(part),
        statedAreaHa: readHa(typed.stated),
        ...(sums.leased > 0 && { leasedHa }),
        ...(sums.deployed > 0 && { deployedHa }),
      };
    });
    const { items } = await writeLand<{ items: Lot[] }>("POST", `lots/${held.id}/split`, {
      body: { on: draft.on, children },
      ifMatch: held.rowVersion,
    });
    forget();
    tellChange({ operation: "split", kind: "lots", whole: held.code, parts: items.map(({ code }) => code) });
    workStore.set(null);
    open({ page: "landLots", rowId: null, ...(draft.on > day && { asOf: draft.on }) });
    chosenStore.set(new Set(items.map(({ id }) => id)));
  });
  const set = (at: number, part: Partial<Part>) =>
    change({ parts: draft.parts.map((each, index) => (index === at ? { ...each, ...part } : each)) });

  return (
    <>
      <PageHeading isBackShown={false}>{splitting.heading(held.code)}</PageHeading>
      <form className="lots-form" onSubmit={onSubmit}>
        <CornersField
          shape="line"
          corners={draft.corners}
          onChange={(corners) => change({ corners })}
          neighbours={targets}
          how={splitting.how}
        />
        {line && rings.length === 0 && <Note tone="warning">{splitting.noCut}</Note>}
        <DayField label={splitting.on} value={draft.on} onDay={(on) => change({ on })} fault={faultOf("on")} />
        {rings.length > 0 && draft.parts.length === rings.length && (
          <>
            <p className="field-hint">{splitting.shares}</p>
            {rings.map((_, at) => (
              <fieldset key={at} className="lots-part">
                <legend>
                  {splitting.part(at + 1)} <small>{`${formatNumber(measured[at] ?? 0, 4, language)} ha`}</small>
                </legend>
                <Field
                  label={fields["code"]!}
                  value={draft.parts[at]!.code}
                  maxLength={40}
                  onChange={({ target }) => set(at, { code: target.value })}
                />
                {columns.map((column) => (
                  <Field
                    key={column}
                    label={splitting[column]}
                    inputMode="decimal"
                    value={draft.parts[at]![column]}
                    onChange={({ target }) => set(at, { [column]: target.value })}
                  />
                ))}
              </fieldset>
            ))}
            <ul className="plain" role="status">
              {columns.map((column) => (
                <li key={column}>
                  {splitting.sums[column]}: {formatNumber(sums[column], null, language)} ha –{" "}
                  <Rest whole={sums[column]} parts={draft.parts.map((part) => readHa(part[column] || "0"))} />
                </li>
              ))}
            </ul>
          </>
        )}
        {faultOf("children") && (
          <p className="field-fault" role="alert">
            {faultOf("children")}
          </p>
        )}
        <FormAlert refusal={refusal} shown={["on", "children"]} />
        <p className="buttons">
          <button type="submit" className="button button-main" aria-busy={isBusy} disabled={rings.length === 0}>
            {splitting.write}
          </button>
          <button type="button" className="button" onClick={() => workStore.set(null)}>
            {cancel}
          </button>
        </p>
      </form>
    </>
  );
};

/** What of the lot is not given to a part yet. */
const Rest = ({ whole, parts }: { whole: number; parts: readonly (number | null)[] }) => {
  const { splitting, notANumber } = useLotWords();
  const { language } = useText();
  if (parts.includes(null)) return <span className="field-fault">{notANumber}</span>;
  const given = parts.reduce<number>((sum, ha) => sum + Math.round((ha ?? 0) * 10_000), 0);
  const rest = (Math.round(whole * 10_000) - given) / 10_000;
  if (rest === 0) return <span>{splitting.exact}</span>;
  const ha = formatNumber(Math.abs(rest), null, language);
  return <span className="field-fault">{rest > 0 ? splitting.left(ha) : splitting.over(ha)}</span>;
};
