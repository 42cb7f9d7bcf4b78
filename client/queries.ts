import { QueryClient, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { addressOf, ApiError, call, type EndpointName, type Input, type Output } from "#client/api.ts";
import { currentView, useView } from "#client/state/navigation.ts";
import type { LayerId } from "#contracts/layers.ts";
import type { SheetLanguage } from "#contracts/sheets.ts";
import type { ReportFormat } from "#contracts/report-formats.ts";
import type { ViewState } from "#client/state/view-state.ts";

/** While the server still loads its data it answers 503; then we go on asking for about two minutes. */
const PREPARING_RETRIES = 60;
const isPreparing = (error: unknown): error is ApiError => error instanceof ApiError && error.kind === "unavailable";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5 * 60_000,
      gcTime: Infinity,
      refetchOnWindowFocus: false,
      retry: (failures, error) =>
        isPreparing(error)
          ? failures < PREPARING_RETRIES
          : error instanceof ApiError && error.kind === "offline" && failures < 1,
      retryDelay: (_, error) => (isPreparing(error) ? Math.min(error.retryAfterSeconds ?? 2, 5) * 1000 : 800),
    },
  },
});

type Answer<N extends EndpointName> = UseQueryResult<Output<N>>;

const ask = <N extends EndpointName>(name: N, input: Input<N>) => ({
  queryKey: [name, input] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => call(name, input, currentView().language, signal),
});

/** Parts of an input that choose the day; the data set is part of the question, so that made-up data never stand in. */
const DATE_KEYS: readonly string[] = ["asOf", "knownOn"];
const questionOf = ([name, input]: readonly unknown[]): string =>
  JSON.stringify([name, Object.entries(input as object).filter(([key]) => !DATE_KEYS.includes(key))]);

/**
 * The same question of another day keeps its answer on the screen until the new one is here, so that stepping
 * through dates neither flashes nor jumps; the answer to another question never stands in.
 */
const useAnswer = <N extends EndpointName>(name: N, input: Input<N>): Answer<N> => {
  const { queryKey, queryFn } = ask(name, input);
  const question = questionOf(queryKey);
  return useQuery<Output<N>>({
    queryKey,
    queryFn,
    // The library types this for answers that are no functions, which it cannot see of a generic one.
    placeholderData: ((before: Output<N> | undefined, of?: { readonly queryKey: readonly unknown[] }) =>
      of && questionOf(of.queryKey) === question ? before : undefined) as never,
  });
};

type PastView = { readonly asOf?: string; readonly knownOn?: string };
type ShownData = PastView & { readonly data?: "illustrative" };

const pastViewOf = ({ asOf, knownOn }: ViewState): PastView => ({
  ...(asOf !== null && { asOf }),
  ...(knownOn !== null && { knownOn }),
});
const shownDataOf = (view: ViewState): ShownData => ({
  ...pastViewOf(view),
  ...(view.isIllustrative && { data: "illustrative" as const }),
});

/** What of the data the reader looks at; the hook renders again only when that changes. */
const useShown = <T extends PastView>(read: (view: ViewState) => T): T =>
  JSON.parse(useView((view) => JSON.stringify(read(view)))) as T;

export const useSummary = (): Answer<"summary"> => useAnswer("summary", useShown(shownDataOf));
export const useSites = (): Answer<"sites"> => useAnswer("sites", useShown(shownDataOf));
export const useChecks = (): Answer<"checks"> => useAnswer("checks", useShown(pastViewOf));
export const useSources = (): Answer<"sources"> => useAnswer("sources", useShown(shownDataOf));
export const useOpenData = (): Answer<"openData"> => useAnswer("openData", useShown(shownDataOf));
export const useFreshness = (): Answer<"freshness"> => useAnswer("freshness", useShown(shownDataOf));
export const useLayers = (): Answer<"layers"> => useAnswer("layers", useShown(shownDataOf));
export const useSite = (id: string): Answer<"siteById"> => useAnswer("siteById", { id, ...useShown(shownDataOf) });
export const useFigure = (id: string): Answer<"figureById"> =>
  useAnswer("figureById", { id, ...useShown(shownDataOf) });
export const useFiguresOf = (subject: string): Answer<"figuresOfSubject"> =>
  useAnswer("figuresOfSubject", { subject, ...useShown(shownDataOf) });
export const usePlanVersions = (): Answer<"planVersions"> => useAnswer("planVersions", useShown(pastViewOf));
export const useCoverage = (asked: Input<"coverage">): Answer<"coverage"> =>
  useAnswer("coverage", { ...asked, ...useShown(shownDataOf) });
export const useCoverageAreas = (asked: Input<"coverageAreas">): Answer<"coverageAreas"> =>
  useAnswer("coverageAreas", { ...asked, ...useShown(shownDataOf) });
export const useCoverageSiting = (asked: Input<"coverageSiting">): Answer<"coverageSiting"> =>
  useAnswer("coverageSiting", { ...asked, ...useShown(shownDataOf) });
/** Where the table of communes, as it is shown now, is to be had as a file. */
export const useCoverageFile = (asked: Input<"coverage">): ((format: string, lang: string) => string) => {
  const shown = useShown(shownDataOf);
  return (format, lang) => addressOf("coverage", { ...asked, lang, ...shown }).replace("?", `/communes.${format}?`);
};
export const useMarketNetwork = (asked: Input<"marketNetwork">): Answer<"marketNetwork"> =>
  useAnswer("marketNetwork", { ...asked, ...useShown(shownDataOf) });
/** Where its table, as it is shown now, is to be had as a file. */
export const useMarketNetworkFile = (
  asked: Input<"marketNetwork">,
): ((format: string, lang: string, weights: string) => string) => {
  const shown = useShown(shownDataOf);
  return (format, lang, weights) => {
    const address = addressOf("marketNetwork", { ...asked, ...shown }).replace(/(?=\?|$)/, `.${format}`);
    const more = new URLSearchParams({ lang, ...(weights !== "" && { weights }) });
    return `${address}${address.includes("?") ? "&" : "?"}${more}`;
  };
};
export const useFindLand = (): Answer<"findLand"> => useAnswer("findLand", useShown(shownDataOf));
/** Calls for investment, of one site or all. */
export const useCalls = (siteId?: string): Answer<"investmentCalls"> =>
  useAnswer("investmentCalls", { ...useShown(shownDataOf), ...(siteId !== undefined && { siteId }) });
/** Where their list, as it is shown now, is to be had as a file. */
export const useCallsFile = (): ((format: ReportFormat) => string) => {
  const shown = useShown(shownDataOf);
  return (format) => addressOf("investmentCalls", shown).replace(/(?=\?|$)/, `.${format}`);
};
export const useTargets = (): Answer<"targets"> => useAnswer("targets", useShown(pastViewOf));
export const useReport = (): Answer<"report"> => useAnswer("report", { report: "situation", ...useShown(shownDataOf) });
/** Where the report as it is shown now is to be had as a file. */
export const reportFileAddress = (format: ReportFormat): string =>
  addressOf("report", { report: "situation", ...shownDataOf(currentView()) }).replace(/(?=\?|$)/, `/${format}`);
/** Where the files of a site, as it is shown now, are to be had. */
export const useSiteFiles = (id: string): ((file: "sheet.pdf" | "map.png", lang: SheetLanguage) => string) => {
  const shown = useShown(shownDataOf);
  return (file, lang) => `/api/sites/${id}/${file}?${new URLSearchParams({ lang, ...shown }).toString()}`;
};
/** Where the sheets of some sites, as they are shown now, are to be had as one file. */
export const useHandout = (): ((ids: readonly string[], lang: SheetLanguage) => string) => {
  const shown = useShown(shownDataOf);
  return (ids, lang) => `/api/handout.pdf?sites=${ids.join(",")}&${new URLSearchParams({ lang, ...shown }).toString()}`;
};
/** Some sites in full, as they are shown now. @throws {ApiError} */
export const fetchSites = (ids: readonly string[]): Promise<Output<"siteById">[]> =>
  Promise.all(
    ids.map((id) => {
      const { queryKey, queryFn } = ask("siteById", { id, ...shownDataOf(currentView()) });
      return queryClient.fetchQuery<Output<"siteById">>({ queryKey, queryFn });
    }),
  );
/** The days the slider may stop at: those of the view, whatever day of it is looked at. */
export const useDates = (): Answer<"dates"> =>
  useAnswer(
    "dates",
    useShown((view) => {
      const { asOf: _, ...allDates } = shownDataOf(view);
      return allDates;
    }),
  );
/** Days on which data were learnt: all of them, so that a reader who went back finds the way forward. */
export const useKnownDays = (): Answer<"dates">["data"] => useAnswer("dates", {}).data;

/** `date`: only those of this very day. */
export const useIntervals = (asked: Input<"intervals">): Answer<"intervals"> =>
  useAnswer("intervals", { ...asked, ...useShown(pastViewOf) });

/** How often a map that shows a layer by tiles asks whether it has changed; also when a reader comes back to it. */
const TILE_VERSION_MS = 60_000;

/** Version of a layer's tiles; undefined until known, and while the layer is not wanted. */
export const useTileVersion = (layer: LayerId, isWanted: boolean): UseQueryResult<string> =>
  useQuery({
    queryKey: ["tileVersion", layer],
    queryFn: async ({ signal }) => (await call("tileJson", { layer }, currentView().language, signal)).dataVersion,
    enabled: isWanted,
    refetchInterval: TILE_VERSION_MS,
    refetchOnWindowFocus: "always",
  });

/** Starts what the first screen needs before React runs. */
export const prefetchFirstScreen = (): void => {
  const shown = shownDataOf(currentView());
  void queryClient.prefetchQuery(ask("summary", shown));
  void queryClient.prefetchQuery(ask("sites", shown));
  void queryClient.prefetchQuery(ask("checks", pastViewOf(currentView())));
  void queryClient.prefetchQuery(ask("sources", shown));
  const { asOf: _, ...allDates } = shown;
  void queryClient.prefetchQuery(ask("dates", allDates));
};
