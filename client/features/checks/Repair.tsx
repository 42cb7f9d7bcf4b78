import { formatInUnit, joinParts, unitOf } from "#client/format.ts";
import { reconciliationWords } from "#client/messages/reconciliation.ts";
import { inLanguage, nameOf, useText } from "#client/text.tsx";
import { Figure } from "#client/ui/Figure.tsx";
import { Name, Proposed, Quoted } from "#client/ui/marks.tsx";
import type { Check, Repair as RepairData } from "#contracts/checks.ts";

/** What the source may have meant, beside what it prints; the figure stays as printed. */
export const Repair = ({ repair, check }: { repair: RepairData; check: Check }) => {
  const text = useText();
  const words = reconciliationWords(text.language);
  const figure = [check.printed, ...check.inputs].find(({ id }) => id === repair.figureId);
  if (!figure) return null;
  const unit = unitOf(figure.unit, text.language);
  const number = formatInUnit(repair.value, figure.unit, repair.decimals, text.language);
  return (
    <div className="repair">
      <p className="repair-head">{words.proposal}</p>
      <p>
        <Name of={repair.subject} />: <Figure figure={figure} size="strong" of={nameOf(repair.subject, text)} />{" "}
        <span aria-hidden="true">→</span> {words.mayRead}{" "}
        <Proposed of={check.id}>{joinParts({ qualifier: "", number, unit }, text.language)}</Proposed>
      </p>
      <p className="fine">
        <Quoted from={`repair:${check.id}`}>{inLanguage(repair.statementVi, repair.statementEn, text)}</Quoted>
      </p>
    </div>
  );
};
