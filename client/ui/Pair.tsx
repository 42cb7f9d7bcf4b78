import { useText } from "#client/text.tsx";
import { PairedBar } from "#client/ui/Bars.tsx";
import { Figure } from "#client/ui/Figure.tsx";
import type { Figure as FigureData } from "#contracts/figures.ts";

type PairProps = {
  readonly tone: "land" | "capital";
  readonly label: string;
  readonly whole: FigureData;
  readonly part: FigureData | undefined;
  readonly share: FigureData | undefined;
  readonly of: string;
};

/** Leased above, deployed inside it; the same for capital. */
export const Pair = ({ tone, label, whole, part, share, of }: PairProps) => {
  const text = useText();
  return (
    <div className="pair">
      <p className="line">
        <span>{label}</span>
        <Figure figure={whole} size="strong" of={of} />
      </p>
      <PairedBar whole={whole} part={part} tone={tone} />
      {part && (
        <p className="line">
          <span>{text.ofWhichDeployed}</span>
          <span>
            <Figure figure={part} size="strong" of={of} />
            {share && (
              <span className="pair-share">
                <Figure figure={share} of={of} />
              </span>
            )}
          </span>
        </p>
      )}
    </div>
  );
};

/** All projects, with FDI and domestic ones beside them. */
export const ProjectsLine = ({ figures, of }: { figures: readonly FigureData[]; of: string }) => {
  const text = useText();
  const [projects, fdi, domestic] = (["projects", "projectsFdi", "projectsDomestic"] as const).map((metric) =>
    figures.find((figure) => figure.metric === metric),
  );
  if (!projects) return null;
  return (
    <p className="line">
      <Figure figure={projects} size="strong" noun={text.nouns.projects} of={of} />
      <span className="line-rest">
        {fdi && <Figure figure={fdi} noun={text.fdi} of={of} />}
        {fdi && domestic && " · "}
        {domestic && <Figure figure={domestic} noun={text.domestic} of={of} />}
      </span>
    </p>
  );
};

/** The two pairs of a group of sites, from its figures. */
export const Pairs = ({ figures, of }: { figures: readonly FigureData[]; of: string }) => {
  const text = useText();
  const figure = (metric: FigureData["metric"]) => figures.find((candidate) => candidate.metric === metric);
  const [leased, registered] = [figure("leasedHa"), figure("registeredCapitalBillionVnd")];
  return (
    <>
      {leased && (
        <Pair
          tone="land"
          label={text.landLeased}
          whole={leased}
          part={figure("deployedHa")}
          share={figure("landDeploymentShare")}
          of={of}
        />
      )}
      {registered && (
        <Pair
          tone="capital"
          label={text.capitalRegistered}
          whole={registered}
          part={figure("deployedCapitalBillionVnd")}
          share={figure("capitalDeploymentShare")}
          of={of}
        />
      )}
    </>
  );
};
