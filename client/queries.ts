import { QueryClient, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { ApiError, call, type EndpointName, type Input, type Output } from "#client/api.ts";
import { currentView, useView } from "#client/state/navigation.ts";
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

const ask = <N extends EndpointName>(name: N, input: Input<N>) => ({
  queryKey: [name, input] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => call(name, input, currentView().language, signal),
});

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

type Answer<N extends EndpointName> = UseQueryResult<Output<N>>;

export const useSummary = (): Answer<"summary"> => useQuery(ask("summary", useShown(shownDataOf)));
export const useSites = (): Answer<"sites"> => useQuery(ask("sites", useShown(shownDataOf)));
export const useChecks = (): Answer<"checks"> => useQuery(ask("checks", useShown(pastViewOf)));
export const useSources = (): Answer<"sources"> => useQuery(ask("sources", useShown(shownDataOf)));
export const useLayers = (): Answer<"layers"> => useQuery(ask("layers", useShown(shownDataOf)));
export const useSite = (id: string): Answer<"siteById"> => useQuery(ask("siteById", { id, ...useShown(shownDataOf) }));
export const useFigure = (id: string): Answer<"figureById"> =>
  useQuery(ask("figureById", { id, ...useShown(shownDataOf) }));
export const useFiguresOf = (subject: string): Answer<"figuresOfSubject"> =>
  useQuery(ask("figuresOfSubject", { subject, ...useShown(shownDataOf) }));

/** `date`: only those of this very day. */
export const useIntervals = (asked: Input<"intervals">): Answer<"intervals"> =>
  useQuery(ask("intervals", { ...asked, ...useShown(pastViewOf) }));

/** Starts what the first screen needs before React runs. */
export const prefetchFirstScreen = (): void => {
  const shown = shownDataOf(currentView());
  void queryClient.prefetchQuery(ask("summary", shown));
  void queryClient.prefetchQuery(ask("sites", shown));
  void queryClient.prefetchQuery(ask("checks", pastViewOf(currentView())));
  void queryClient.prefetchQuery(ask("sources", shown));
};
