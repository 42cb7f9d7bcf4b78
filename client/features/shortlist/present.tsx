import { useState, type ReactNode } from "react";
import { ApiError } from "#client/api.ts";
import { currentView } from "#client/state/navigation.ts";
import { Presentation, type Slide } from "./Presentation.tsx";
import { useWords } from "./use-words.ts";
import "#client/ui/form.css";

type Show = {
  readonly title: string;
  readonly subtitle: string;
  readonly slides: readonly Slide[];
  readonly contact: readonly string[];
};
type State =
  | { readonly kind: "idle" | "preparing" | "failed" }
  | { readonly kind: "shown"; readonly show: Show; readonly pictures: ReadonlyMap<string, string> };

/** A map as it is kept in memory; none where the place is not known or the picture cannot be had: the slide does without. */
const pictureOf = async (siteId: string): Promise<readonly [string, string] | null> => {
  try {
    const response = await fetch(`/api/sites/${siteId}/map.png?lang=${currentView().language}`);
    return response.ok ? [siteId, URL.createObjectURL(await response.blob())] : null;
  } catch {
    return null;
  }
};

/** A button that gets everything ready and then presents it, so that the network may go while people look. */
export const PresentButton = ({ prepare }: { readonly prepare: () => Promise<Show> }): ReactNode => {
  const words = useWords();
  const [state, setState] = useState<State>({ kind: "idle" });
  const begin = async () => {
    setState({ kind: "preparing" });
    try {
      const show = await prepare();
      const placed = show.slides.filter(({ detail }) => detail.site.position !== null);
      const pictures = await Promise.all(placed.map(({ detail }) => pictureOf(detail.site.id)));
      setState({ kind: "shown", show, pictures: new Map(pictures.filter((picture) => picture !== null)) });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setState({ kind: "failed" });
    }
  };
  const end = () => {
    if (state.kind === "shown") for (const address of state.pictures.values()) URL.revokeObjectURL(address);
    setState({ kind: "idle" });
  };
  return (
    <>
      <button
        type="button"
        className="button button-main"
        aria-busy={state.kind === "preparing"}
        onClick={() => void begin()}
      >
        {state.kind === "preparing" ? words.preparing : words.present}
      </button>
      {state.kind === "failed" && (
        <p className="field-fault" role="alert">
          {words.notPrepared}
        </p>
      )}
      {state.kind === "shown" && <Presentation {...state.show} pictures={state.pictures} onClose={end} />}
    </>
  );
};
