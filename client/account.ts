import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { queryClient } from "#client/queries.ts";
import { rememberSignedIn } from "#client/state/signed-in.ts";
import type { whoami } from "#contracts/auth.ts";
import type * as z from "zod/mini";
import { send } from "#client/send.ts";

export type Whoami = z.output<typeof whoami>;
export type Account = NonNullable<Whoami["account"]>;

const KEY = ["auth", "whoami"];

/** Who is signed in. Not kept from one page to the next: a session may have ended elsewhere. */
export const useWhoami = (): UseQueryResult<Whoami> =>
  useQuery({
    queryKey: KEY,
    queryFn: async () => {
      const answer = await send<Whoami>("GET", "/api/session");
      rememberSignedIn(answer.account !== null);
      return answer;
    },
    staleTime: 0,
    retry: false,
  });

/** Takes what the server just said of who is signed in; whatever another account was shown is forgotten. */
export const acceptWhoami = (answer: Whoami): void => {
  rememberSignedIn(answer.account !== null);
  queryClient.removeQueries({ queryKey: ["auth"], predicate: ({ queryKey }) => queryKey[1] !== KEY[1] });
  queryClient.setQueryData(KEY, answer);
};

/** A question of account pages, asked anew whenever its page is opened. */
export const useOwn = <T>(path: string): UseQueryResult<T> =>
  useQuery({ queryKey: ["auth", path], queryFn: () => send<T>("GET", path), staleTime: 0, retry: false });

export const askAgain = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ["auth"] });
