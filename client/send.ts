import { ApiError, kindOf } from "#client/api.ts";
import { currentView } from "#client/state/navigation.ts";
import type { Problem } from "#contracts/problem.ts";

/** A field that another changed: as it was when the row was read, as it is now, and as it would have become. */
export type DifferingField = {
  readonly field: string;
  readonly held: unknown;
  readonly current: unknown;
  /** Not there: the refused write did not touch the field. */
  readonly given?: unknown;
};
/** A row as it is now. */
export type CurrentRow = Readonly<Record<string, unknown>> & { readonly id: number; readonly rowVersion: number };

/** An answer that is not the one asked for, with what is wrong at which field. */
export class Refusal extends ApiError {
  /** Field → what was expected, in the reader's language. */
  readonly faults: Readonly<Record<string, string>>;
  /** The same by JSON Pointer into what was sent. */
  readonly errors: NonNullable<Problem["errors"]>;
  /** Of a version conflict: the row as it is now, and where it differs from the version that was held. */
  readonly current: CurrentRow | null;
  readonly fields: readonly DifferingField[];
  constructor(kind: ApiError["kind"], problem: Partial<Problem> | null) {
    super(kind, problem?.detail ?? "", null);
    this.errors = problem?.errors ?? [];
    this.current = (problem?.["current"] as CurrentRow | undefined) ?? null;
    this.fields = (problem?.["fields"] as DifferingField[] | undefined) ?? [];
    this.faults = Object.fromEntries(
      this.errors.map(({ pointer, message }) => [pointer.slice(1).split("/")[0] ?? "", message]),
    );
  }
}

/** Of what was sent and not answered: sent again, it must not be written twice. */
const unanswered = new Map<string, string>();
const keyOf = (content: string): string => {
  const key =
    unanswered.get(content) ??
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  unanswered.set(content, key);
  return key;
};

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
  const sent = body && JSON.stringify(body);
  const content = `${method} ${path} ${sent ?? ""}`;
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
        ...(method === "POST" && { "idempotency-key": keyOf(content) }),
      },
      ...(sent !== undefined && { body: sent }),
    });
  } catch (cause) {
    throw Object.assign(new Refusal("offline", null), { cause });
  }
  unanswered.delete(content);
  if (response.ok) return (await response.json()) as T;
  const problem = (await response.json().catch(() => null)) as Partial<Problem> | null;
  throw new Refusal(kindOf(problem, response.status), problem);
};
