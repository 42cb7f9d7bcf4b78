import type { Account } from "#client/account.ts";
import { REGISTERS } from "#client/state/view-state.ts";
import { FormAlert, useSubmit } from "#client/ui/form.tsx";
import { Skeleton, Waiting } from "#client/ui/States.tsx";
import type { LandKind } from "#contracts/land-use.ts";
import type { Role } from "#contracts/role-names.ts";
import { useHistory } from "../editing/history.ts";
import { currentOf, restoreVersion } from "../editing/undo.ts";
import { useEditingWords } from "../editing/use-words.ts";
import { FieldChanges } from "../editing/VersionList.tsx";
import { mayAct } from "../land-data.ts";
import { DESCRIPTIONS } from "../registers/descriptions.ts";
import { spellingOf } from "../registers/spelling.ts";
import { useNames } from "../registers/use-names.ts";
import { columnsOf } from "./columns.ts";
import { useLogWords } from "./use-words.ts";

const ALL = REGISTERS.map((kind) => DESCRIPTIONS[kind]);
/** Who may write a kind again; reports and their periods go by steps of their own. */
const restorersOf = (kind: LandKind): readonly Role[] =>
  kind === "lots" ? DESCRIPTIONS.events.writers : (ALL.find((description) => description.kind === kind)?.writers ?? []);

type EntryDetailsProps = {
  readonly kind: LandKind;
  readonly id: number;
  readonly seq: number;
  readonly siteId: string | null;
  readonly account: Account;
};

/** What one entry changed, before → after, and its state to be written again where the row stands otherwise now. */
export const EntryDetails = ({ kind, id, seq, siteId, account }: EntryDetailsProps) => {
  const words = useLogWords();
  const { history: historyWords } = useEditingWords();
  const asked = useHistory(kind, id);
  const names = useNames(ALL);
  const form = useSubmit(async () => {
    const current = asked.data ? currentOf(asked.data) : null;
    await restoreVersion(kind, id, seq, current?.rowVersion ?? null);
  });
  if (!asked.data) return <Waiting asked={asked} lines={3} />;
  if (!names) return <Skeleton lines={3} />;
  const version = asked.data.items.find((item) => item.seq === seq);
  if (!version) return null;
  const isNewest = asked.data.items.at(-1)?.seq === seq;
  const isRestorable =
    mayAct(account, restorersOf(kind), siteId) && (version.operation === "delete" ? isNewest : !isNewest);
  return (
    <div className="log-details">
      {version.source && <p className="field-hint">{historyWords.from(version.source)}</p>}
      <FieldChanges version={version} spelling={spellingOf({ columns: columnsOf(kind) }, names)} />
      {isRestorable && (
        <form onSubmit={form.onSubmit}>
          <FormAlert refusal={form.refusal} />
          <button type="submit" className="button button-small" aria-busy={form.isBusy}>
            {version.operation === "delete" ? words.restore : historyWords.restore}
          </button>
        </form>
      )}
    </div>
  );
};
