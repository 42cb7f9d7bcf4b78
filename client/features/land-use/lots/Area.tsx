import { formatNumber } from "#client/format.ts";
import { useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { useLotWords } from "./use-lot-words.ts";

/** As it is to be compared: two decimals, four where more than two were stated. */
export const decimalsOfHa = (ha: number): number => (Math.abs(ha * 100 - Math.round(ha * 100)) < 1e-6 ? 2 : 4);

/** Hectares of a lot, which are entered row by row and no figures; the unit is said by the heading. */
export const Area = ({ ha, decimals = decimalsOfHa(ha) }: { ha: number; decimals?: number }) => {
  const { language } = useText();
  return <data value={ha}>{formatNumber(ha, decimals, language)}</data>;
};

/** Decisions are held to the outline at this share. */
const DOUBTFUL_SHARE = 0.005;

/** `+0,12 %`, always with its sign. */
const useShareText = (): ((share: number) => string) => {
  const { language } = useText();
  return (share) => {
    const percent = Number((share * 100).toFixed(2));
    const number = formatNumber(Math.abs(percent), 2, language);
    const sign = percent > 0 ? "+" : percent < 0 ? "−" : "";
    return `${sign}${number}${language === "vi" ? "\u00a0" : ""}%`;
  };
};

/** Stated over measured area, less one; over half a per cent said by a mark and in words; `isBrief`: these only for who hears or points. */
export const Difference = ({ share, isBrief = false }: { share: number; isBrief?: boolean }) => {
  const words = useLotWords();
  const spell = useShareText();
  const isDoubtful = Math.abs(share) > DOUBTFUL_SHARE;
  return (
    <span className={isDoubtful ? "lot-difference lot-doubtful" : "lot-difference"}>
      <data value={share}>{spell(share)}</data>
      {isDoubtful && (
        <span className="lot-flag" data-tip={isBrief ? words.overHalfPercent : undefined}>
          <Icon name="warning" size={13} />{" "}
          <span className={isBrief ? "visually-hidden" : undefined}>{words.overHalfPercent}</span>
        </span>
      )}
    </span>
  );
};
