import { swatch } from "./stage-marks.ts";
import type { LotStage } from "./lot-types.ts";
import { useLotWords } from "./use-lot-words.ts";

/** The pattern that the map shows it by, and its name. */
export const StageName = ({ stage }: { stage: LotStage }) => {
  const { stages } = useLotWords();
  return (
    <span className="lot-stage">
      <StageMark stage={stage} />
      {stages[stage]}
    </span>
  );
};

export const StageMark = ({ stage }: { stage: LotStage }) => (
  <img className="lot-mark" src={swatch(stage)} width={12} height={12} alt="" />
);
