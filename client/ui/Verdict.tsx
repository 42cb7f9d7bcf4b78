import { useText } from "#client/text.tsx";
import { Icon, type IconName } from "#client/ui/Icon.tsx";
import type { Verdict as VerdictName } from "#contracts/checks.ts";

const ICONS: Record<VerdictName, IconName> = {
  agrees: "check",
  withinRounding: "approx",
  conflict: "warning",
  twoValues: "twins",
};

export const Verdict = ({ verdict }: { verdict: VerdictName }) => {
  const text = useText();
  return (
    <span className={`verdict verdict-${verdict}`}>
      <Icon name={ICONS[verdict]} size={15} />
      {text.verdicts[verdict]}
    </span>
  );
};
