import { Waiting } from "#client/ui/States.tsx";
import { useLand } from "../land-data.ts";
import { LotImport } from "../lot-import/LotImport.tsx";
import type { Lot, LotLine } from "./lot-types.ts";
import type { Work } from "./lot-store.ts";
import { LotMerge } from "./LotMerge.tsx";
import { LotOutline } from "./LotOutline.tsx";
import { LotSplit } from "./LotSplit.tsx";

type LotWorkProps = {
  readonly work: Work;
  readonly lines: readonly LotLine[];
  readonly day: string;
  readonly accountId: string;
};

/** What stands in the place of the table while a lot is drawn, split or merged. */
export const LotWork = ({ work, lines, day, accountId }: LotWorkProps) => {
  const lotId = work.kind === "outline" || work.kind === "split" ? work.lotId : null;
  const asked = useLand<Lot>(lotId === null ? null : `lots/${lotId}`);
  if (work.kind === "import") return <LotImport />;
  if (work.kind === "new") return <LotOutline lot={null} lines={lines} day={day} accountId={accountId} />;
  if (work.kind === "merge")
    return <LotMerge lines={lines.filter(({ lot }) => work.lotIds.includes(lot.id))} day={day} accountId={accountId} />;
  if (!asked.data) return <Waiting asked={asked} lines={8} />;
  return work.kind === "outline" ? (
    <LotOutline lot={asked.data} lines={lines} day={day} accountId={accountId} />
  ) : (
    <LotSplit lot={asked.data} lines={lines} day={day} accountId={accountId} />
  );
};
