import { formatNumber } from "#client/format.ts";
import { open } from "#client/state/navigation.ts";
import { useText } from "#client/text.tsx";
import { DayField } from "#client/ui/DayInput.tsx";
import { Field, FormAlert, useSubmit } from "#client/ui/form.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { tellChange } from "../editing/undo.ts";
import { writeLand } from "../land-data.ts";
import { Area } from "./Area.tsx";
import type { Lot, LotLine } from "./lot-types.ts";
import { useDraft } from "./lot-drafts.ts";
import { chosenStore, workStore } from "./lot-store.ts";
import { sumLines } from "./lot-table.ts";
import { StageName } from "./StageName.tsx";
import { useLotWords } from "./use-lot-words.ts";

type LotMergeProps = { readonly lines: readonly LotLine[]; readonly day: string; readonly accountId: string };

/** Merges chosen lots into one. */
export const LotMerge = ({ lines, day, accountId }: LotMergeProps) => {
  const { merging, uses, cancel } = useLotWords();
  const { language } = useText();
  const name = `merge.${lines.map(({ lot }) => lot.id).join("-")}`;
  const { draft, change, forget } = useDraft(accountId, name, { code: lines[0]?.lot.code ?? "", on: day });
  const { onSubmit, isBusy, refusal, faultOf } = useSubmit(async () => {
    const merged = await writeLand<Lot>("POST", "lots/merge", {
      body: {
        on: draft.on,
        code: draft.code.trim(),
        lots: lines.map(({ lot }) => ({ id: lot.id, rowVersion: lot.rowVersion })),
      },
    });
    forget();
    tellChange({ operation: "merge", kind: "lots", whole: merged.code, parts: lines.map(({ lot }) => lot.code) });
    workStore.set(null);
    chosenStore.set(new Set());
    open({ page: "landLots", rowId: merged.id, ...(draft.on > day && { asOf: draft.on }) });
  });
  const { statedHa } = sumLines(lines);
  return (
    <>
      <PageHeading isBackShown={false}>{merging.heading(lines.length)}</PageHeading>
      <p className="lead">{merging.rule}</p>
      <ul className="plain lots-merged">
        {lines.map(({ lot, stage, lessee }) => (
          <li key={lot.id}>
            <strong>{lot.code}</strong> · <Area ha={lot.statedAreaHa} />
            {`\u00a0ha · ${uses[lot.use]} · `}
            {stage && <StageName stage={stage.stage} />}
            {lessee !== null && ` · ${lessee}`}
          </li>
        ))}
      </ul>
      <form className="lots-form" onSubmit={onSubmit}>
        <p>
          {merging.total}: <strong>{`${formatNumber(statedHa, null, language)}\u00a0ha`}</strong>
        </p>
        <Field
          label={merging.code}
          maxLength={40}
          value={draft.code}
          onChange={({ target }) => change({ code: target.value })}
          fault={faultOf("code")}
        />
        <DayField label={merging.on} value={draft.on} onDay={(on) => change({ on })} fault={faultOf("on")} />
        {faultOf("lots") && (
          <p className="field-fault" role="alert">
            {faultOf("lots")}
          </p>
        )}
        <FormAlert refusal={refusal} shown={["code", "on", "lots"]} />
        <p className="buttons">
          <button type="submit" className="button button-main" aria-busy={isBusy}>
            {merging.write}
          </button>
          <button type="button" className="button" onClick={() => workStore.set(null)}>
            {cancel}
          </button>
        </p>
      </form>
    </>
  );
};
