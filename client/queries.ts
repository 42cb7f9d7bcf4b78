import { QueryClient, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { ApiError, call, type EndpointName, type Input, type Output } from "#client/api.ts";
import { currentView } from "#client/state/navigation.ts";

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

type Answer<N extends EndpointName> = UseQueryResult<Output<N>>;

export const useSummary = (): Answer<"summary"> => useQuery(ask("summary", {}));
export const useSites = (): Answer<"sites"> => useQuery(ask("sites", {}));
export const useChecks = (): Answer<"checks"> => useQuery(ask("checks", {}));
export const useSources = (): Answer<"sources"> => useQuery(ask("sources", {}));
export const useLayers = (): Answer<"layers"> => useQuery(ask("layers", {}));
export const useSite = (id: string): Answer<"siteById"> => useQuery(ask("siteById", { id }));
export const useFigure = (id: string): Answer<"figureById"> => useQuery(ask("figureById", { id }));
export const useFiguresOf = (subject: string): Answer<"figuresOfSubject"> =>
  useQuery(ask("figuresOfSubject", { subject }));

/** Starts what the first screen needs before React runs. */
export const prefetchFirstScreen = (): void => {
  void queryClient.prefetchQuery(ask("summary", {}));
  void queryClient.prefetchQuery(ask("sites", {}));
  void queryClient.prefetchQuery(ask("checks", {}));
  void queryClient.prefetchQuery(ask("sources", {}));
};
