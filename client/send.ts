import { ApiError, kindOf } from "#client/api.ts";
import { currentView } from "#client/state/navigation.ts";
import type { Problem } from "#contracts/problem.ts";

/** An answer that is not the one asked for, with what is wrong at which field. */
export class Refusal extends ApiError {
  /** Field → what was expected, in the reader's language. */
  readonly faults: Readonly<Record<string, string>>;
  /** What the problem says beyond its standard members: of a stale version the row as it is now, and the fields that differ. */
  readonly members: Readonly<Record<string, unknown>>;
  constructor(kind: ApiError["kind"], problem: Partial<Problem> | null) {
    super(kind, problem?.detail ?? "", null);
    this.members = problem ?? {};
    this.faults = Object.fromEntries(
      (problem?.errors ?? []).map(({ pointer, message }) => [pointer.slice(1).split("/")[0] ?? "", message]),
    );
  }
}

/**
 * Sends JSON and reads JSON; throws `Refusal`. `ifMatch` is the version that is changed: the server refuses where it is no
 * longer the newest.
 */
export const send = async <T>(
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body?: object,
  ifMatch?: number,
): Promise<T> => {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      cache: "no-store",
      headers: {
        accept: "application/json, application/problem+json",
        "accept-language": currentView().language,
        ...(body && { "content-type": "application/json" }),
        ...(ifMatch !== undefined && { "if-match": `"${ifMatch}"` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  } catch (cause) {
    throw Object.assign(new Refusal("offline", null), { cause });
  }
  if (response.ok) return (await response.json()) as T;
  const problem = (await response.json().catch(() => null)) as Partial<Problem> | null;
  throw new Refusal(kindOf(problem, response.status), problem);
};
