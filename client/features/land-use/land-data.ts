import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { acceptWhoami, type Account } from "#client/account.ts";
import { queryClient } from "#client/queries.ts";
import { Refusal, send } from "#client/send.ts";
import { currentView, useView } from "#client/state/navigation.ts";
import type { Role } from "#contracts/role-names.ts";

type Parameters = Readonly<Record<string, string | number | null | undefined>>;

/** Address of something of land use, of the data set that is looked at; what is null or undefined is left out. */
export const landPath = (path: string, parameters: Parameters = {}, view = currentView()): string => {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters))
    if (value !== null && value !== undefined) query.set(key, String(value));
  if (view.isIllustrative) query.set("data", "illustrative");
  return query.size > 0 ? `/api/land/${path}?${query}` : `/api/land/${path}`;
};

/** Of an account's questions, so that another account starts without their answers. */
export const LAND_KEY = ["auth", "land"] as const;

/** As `send`; where the session has ended, signing in is asked for in the place of the page, which then goes on as it was. */
export const sendSignedIn: typeof send = async (...sent) => {
  try {
    return await send(...sent);
  } catch (error) {
    if (error instanceof Refusal && error.kind === "sign-in-required") acceptWhoami({ account: null });
    throw error;
  }
};

/** A question about land use; null: not asked yet. Asked anew whenever something of land use was written. */
export const useLand = <T>(path: string | null, parameters: Parameters = {}): UseQueryResult<T> => {
  const isIllustrative = useView((view) => view.isIllustrative);
  const address = path === null ? "" : landPath(path, parameters, { ...currentView(), isIllustrative });
  return useQuery({
    queryKey: [...LAND_KEY, address],
    queryFn: () => sendSignedIn<T>("GET", address),
    enabled: path !== null,
    staleTime: 30_000,
    retry: false,
  });
};

/** Every row of a list, which the server gives a thousand at a time. */
export const useLandRows = <T>(path: string | null, parameters: Parameters = {}): UseQueryResult<readonly T[]> => {
  const isIllustrative = useView((view) => view.isIllustrative);
  const view = { ...currentView(), isIllustrative };
  return useQuery({
    queryKey: [...LAND_KEY, "rows", path === null ? "" : landPath(path, parameters, view)],
    queryFn: async () => {
      const rows: T[] = [];
      for (let after: number | null | undefined; after !== null;) {
        const page: { items: T[]; next: number | null } = await sendSignedIn(
          "GET",
          landPath(path!, { ...parameters, after }, view),
        );
        rows.push(...page.items);
        after = page.next;
      }
      return rows;
    },
    enabled: path !== null,
    staleTime: 30_000,
    retry: false,
  });
};

/** Writes something of land use, then asks again what is shown. `ifMatch` is the version held of the row. */
export const writeLand = async <T>(
  method: "POST" | "PATCH" | "DELETE",
  path: string,
  {
    body,
    ifMatch,
    reason,
  }: { readonly body?: object; readonly ifMatch?: number; readonly reason?: string | undefined } = {},
): Promise<T> => {
  const answer = await sendSignedIn<T>(
    method,
    landPath(path, { reason: reason === "" ? undefined : reason }),
    body,
    ifMatch,
  );
  await queryClient.invalidateQueries({ queryKey: LAND_KEY });
  return answer;
};

/** Whether an account holds a role somewhere, or for a site; the server checks again, and knows of communes. */
export const mayAct = ({ grants }: Account, roles: readonly Role[], siteId: string | null = null): boolean =>
  grants.some(
    (grant) => roles.includes(grant.role) && (siteId === null || grant.siteId === null || grant.siteId === siteId),
  );

/** Asks again for whatever of land use is shown: something was found to have changed. */
export const askLandAgain = (): Promise<void> => queryClient.invalidateQueries({ queryKey: LAND_KEY });
