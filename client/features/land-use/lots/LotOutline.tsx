import { useMemo, useState } from "react";
import { formatNumber } from "#client/format.ts";
import { Refusal } from "#client/send.ts";
import { adjust, open, useView } from "#client/state/navigation.ts";
import { nameOf, useText } from "#client/text.tsx";
import { DayField } from "#client/ui/DayInput.tsx";
import { Field, FormAlert, useSubmit } from "#client/ui/form.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Note } from "#client/ui/States.tsx";
import { writeLand } from "../land-data.ts";
import { useWords } from "../use-words.ts";
import { Conflict } from "../editing/Conflict.tsx";
import { Difference } from "./Area.tsx";
import { CornersField, NO_CORNERS, readCorners, type Corners } from "./CornersField.tsx";
import { writeCorners } from "./corners.ts";
import { measureHa, onlyPart, outlineOf, polygonsOf, type Ring } from "./geometry.ts";
import { useLandSites } from "./lot-data.ts";
import { USES, type Lot, type LotLine, type LotUse } from "./lot-types.ts";
import { useDraft } from "./lot-drafts.ts";
import { workStore } from "./lot-store.ts";
import { readHa } from "./read-ha.ts";
import { useLotWords } from "./use-lot-words.ts";
import { writeLot } from "./write-lot.ts";

type Draft = {
  readonly corners: Corners;
  readonly code: string;
  readonly use: LotUse;
  readonly statedAreaHa: string;
  readonly from: string;
  readonly note: string;
};

const NO_HOLES: readonly Ring[] = [];

type LotOutlineProps = {
  readonly lot: Lot | null;
  readonly lines: readonly LotLine[];
  readonly day: string;
  readonly accountId: string;
};

/** Draws a new lot, or the outline of one anew. */
export const LotOutline = ({ lot, lines, day, accountId }: LotOutlineProps) => {
  const words = useLotWords();
  const { draw, fields } = words;
  const text = useText();
  const { language } = text;
  const shared = useWords();
  const siteId = useView((view) => view.siteId);
  const sites = useLandSites();
  const [held] = useState(lot);
  const neighbours = useMemo(
    () => lines.filter((line) => line.lot.id !== held?.id).flatMap((line) => polygonsOf(line.lot.geometry).flat()),
    [lines, held],
  );
  const part = held && onlyPart(held.geometry);
  const ring = part?.ring ?? null;
  const holes = part?.holes ?? NO_HOLES;
  const initial: Draft = {
    corners: ring
      ? { system: "vn2000", drawn: ring, text: writeCorners(ring, "vn2000", language === "vi" ? "," : ".") }
      : NO_CORNERS,
    code: "",
    use: "industrial",
    statedAreaHa: held ? formatNumber(held.statedAreaHa, null, language, false) : "",
    from: day,
    note: "",
  };
  const { draft, wasKept, change, forget } = useDraft<Draft>(accountId, held ? `outline.${held.id}` : "new", initial);
  const [conflict, setConflict] = useState<Refusal | null>(null);
  const [haFault, setHaFault] = useState<string>();

  const outline = readCorners(draft.corners, "polygon").points;
  const statedHa = readHa(draft.statedAreaHa);
  const measuredHa = outline ? measureHa(outlineOf(outline, holes)) : null;
  const leave = () => workStore.set(null);
  const changes = () => ({
    ...(outline && outline !== ring && { geometry: outlineOf(outline, holes) }),
    ...(statedHa !== null && statedHa !== held?.statedAreaHa && { statedAreaHa: statedHa }),
  });
  const writeOutline = async (from: Lot, changed: object) => {
    try {
      if (Object.keys(changed).length > 0) await writeLot(from, changed);
      forget();
      leave();
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== "version-conflict") throw error;
      setConflict(error);
    }
  };
  const { onSubmit, isBusy, refusal, faultOf } = useSubmit(async () => {
    setHaFault(statedHa === null ? words.notANumber : undefined);
    if (statedHa === null || !outline) return;
    if (held) return writeOutline(held, changes());
    const added = await writeLand<Lot>("POST", "lots", {
      body: {
        siteId,
        code: draft.code.trim(),
        geometry: outlineOf(outline),
        statedAreaHa: statedHa,
        use: draft.use,
        inForce: { from: draft.from, endedOn: null },
        note: draft.note.trim() || null,
      },
    });
    forget();
    leave();
    open({ page: "landLots", rowId: added.id, ...(draft.from > day && { asOf: draft.from }) });
  });

  return (
    <>
      <PageHeading isBackShown={false}>{held ? draw.outline(held.code) : draw.new}</PageHeading>
      {wasKept && (
        <Note tone="info">
          {draw.draft}{" "}
          <button type="button" className="link-button" onClick={forget}>
            {draw.forget}
          </button>
        </Note>
      )}
      {held && conflict && (
        <Conflict
          key={conflict.current?.rowVersion}
          kind="lots"
          refusal={conflict}
          given={changes()}
          labelOf={(field) => fields[field] ?? field}
          show={(field, value) => showOutline(field, value, language)}
          onWrite={(changed) => writeOutline(conflict.current as unknown as Lot, changed)}
          onDiscard={() => {
            forget();
            leave();
          }}
        />
      )}
      <form className="lots-form" onSubmit={onSubmit} hidden={conflict !== null}>
        {!held && (
          <label className="field">
            {shared.site}
            <select
              required
              value={siteId ?? ""}
              onChange={({ target }) => adjust({ siteId: target.value || null })}
              aria-invalid={faultOf("siteId") ? true : undefined}
            >
              <option value="">{draw.chooseSite}</option>
              {sites.map((site) => (
                <option key={site.id} value={site.id}>
                  {nameOf(site, text)}
                </option>
              ))}
            </select>
            {faultOf("siteId") && <span className="field-fault">{faultOf("siteId")}</span>}
          </label>
        )}
        <CornersField
          shape="polygon"
          corners={draft.corners}
          onChange={(corners) => change({ corners })}
          neighbours={neighbours}
          holes={holes}
          how={held ? draw.howEdit : draw.how}
          fault={faultOf("geometry")}
        />
        {!held && (
          <>
            <Field
              label={fields["code"]!}
              maxLength={40}
              value={draft.code}
              onChange={({ target }) => change({ code: target.value })}
              fault={faultOf("code")}
            />
            <label className="field">
              {fields["use"]}
              <select
                value={draft.use}
                onChange={({ target }) => change({ use: USES.find((use) => use === target.value) ?? draft.use })}
              >
                {USES.map((use) => (
                  <option key={use} value={use}>
                    {words.uses[use]}
                  </option>
                ))}
              </select>
            </label>
          </>
        )}
        <Field
          label={fields["statedAreaHa"]!}
          inputMode="decimal"
          value={draft.statedAreaHa}
          onChange={({ target }) => change({ statedAreaHa: target.value })}
          fault={haFault ?? faultOf("statedAreaHa")}
          hint={
            statedHa !== null && measuredHa ? (
              <>
                {draw.difference} <Difference share={statedHa / measuredHa - 1} />
              </>
            ) : undefined
          }
        />
        {!held && (
          <>
            <DayField
              label={fields["from"]!}
              value={draft.from}
              onDay={(from) => change({ from })}
              fault={faultOf("inForce")}
            />
            <Field
              label={fields["note"]!}
              required={false}
              value={draft.note}
              onChange={({ target }) => change({ note: target.value })}
            />
          </>
        )}
        <FormAlert refusal={refusal} shown={["siteId", "code", "geometry", "statedAreaHa", "inForce"]} />
        <p className="buttons">
          <button type="submit" className="button button-main" aria-busy={isBusy} disabled={!outline}>
            {held ? draw.saveOutline : draw.save}
          </button>
          <button type="button" className="button" onClick={leave}>
            {words.cancel}
          </button>
        </p>
      </form>
    </>
  );
};

/** Of an outline its area tells more than its coordinates. */
const showOutline = (field: string, value: unknown, language: "vi" | "en"): string => {
  if (value === null || value === undefined) return "";
  if (field === "geometry") return `${formatNumber(measureHa(value as Lot["geometry"]), 4, language)} ha`;
  if (typeof value === "object") return Object.values(value).filter(Boolean).join(" – ");
  return typeof value === "number" ? formatNumber(value, null, language) : String(value as string);
};
