import type { Account } from "#client/account.ts";
import { formatNumber } from "#client/format.ts";
import { useView } from "#client/state/navigation.ts";
import { REGISTERS } from "#client/state/view-state.ts";
import { useText } from "#client/text.tsx";
import { FormAlert, useSubmit } from "#client/ui/form.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { IllustrativeWord } from "#client/ui/Figure.tsx";
import { Link } from "#client/ui/Link.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Skeleton } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import { type ChangeOfRegister, tellChange, undoEdits, undoLast, useLastOfRegisters } from "../editing/undo.ts";
import { useInSight } from "../use-in-sight.ts";
import { useWords } from "../use-words.ts";
import { DESCRIPTIONS } from "./descriptions.ts";
import { RegisterPage } from "./RegisterPage.tsx";
import { RowPage } from "./RowPage.tsx";
import { useNames } from "./use-names.ts";
import { useRegisterWords } from "./use-words.ts";
import "./registers.css";

/** Registers of land use, which the board's staff keep row by row. */
export const RegistersPage = ({ account }: { account: Account }) => {
  const { tabs } = useWords();
  const words = useRegisterWords();
  const { language } = useText();
  const register = useView((view) => view.register);
  const rowId = useView((view) => view.rowId);
  const siteId = useView((view) => view.siteId);
  const isIllustrative = useView((view) => view.isIllustrative);
  const description = DESCRIPTIONS[register];
  const names = useNames([description]);
  const tabsRow = useInSight<HTMLElement>(register);
  const change = useLastOfRegisters();
  useTitle(`${tabs.landRegisters}: ${description.title[language]}`);
  return (
    <div className="registers">
      <PageHeading isBackShown={rowId !== null}>
        {description.title[language]} <span className="internal-mark">{words.internal}</span>
        {isIllustrative && <IllustrativeWord />}
      </PageHeading>
      <p className="lead">{words.lead}</p>
      <nav ref={tabsRow} className="chips register-tabs" aria-label={words.registersLabel}>
        {REGISTERS.map((kind) => (
          <Link
            key={kind}
            className="chip"
            to={{ page: "landRegisters", register: kind, siteId, sort: null, query: "" }}
            aria-current={kind === register ? "page" : undefined}
          >
            {DESCRIPTIONS[kind].title[language]}
          </Link>
        ))}
      </nav>
      {change && <Done key={"back" in change ? "edits" : `${change.id}${change.operation}`} change={change} />}
      {!names ? (
        <Skeleton lines={8} />
      ) : rowId === null ? (
        <RegisterPage key={`${register}${isIllustrative}`} description={description} account={account} names={names} />
      ) : (
        <RowPage key={`${register}${rowId}`} description={description} id={rowId} account={account} names={names} />
      )}
    </div>
  );
};

/** What was done last, and the way back. */
const Done = ({ change }: { change: ChangeOfRegister }) => {
  const words = useRegisterWords();
  const text = useText();
  const undo = useSubmit(async () => {
    if ("back" in change) {
      await undoEdits(change.back);
      return;
    }
    const { kind, id, title } = change;
    const done = await undoLast(kind, id);
    tellChange({ operation: done === "removed" ? "delete" : "restored", kind, id, title });
  });
  const said =
    "back" in change
      ? words.done.bulk(formatNumber(change.back.length, 0, text.language))
      : words.done[change.operation](change.title);
  return (
    <form className="note note-info done-note" onSubmit={undo.onSubmit}>
      <span role="status">{said}</span>
      {"id" in change && change.operation !== "delete" && (
        <Link to={{ page: "landRegisters", register: change.kind, rowId: change.id }}>{words.open}</Link>
      )}
      <button type="submit" className="button button-small" aria-busy={undo.isBusy}>
        {words.undo}
      </button>
      <button type="button" className="icon-button" aria-label={text.close} onClick={() => tellChange(null)}>
        <Icon name="close" size={14} />
      </button>
      <FormAlert refusal={undo.refusal} />
    </form>
  );
};
