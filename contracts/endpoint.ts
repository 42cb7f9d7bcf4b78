import type * as z from "zod/mini";
import type { Role } from "./role-names.ts";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Who may call: anybody; whoever is signed in, in any role or none; or who holds one of the roles, wherever that holds. */
export type Access = "public" | "account" | readonly [Role, ...Role[]];

/**
 * One HTTP operation as a value: the server mounts it, the client calls it, tests and OpenAPI enumerate it.
 * `params` are the `:name` segments of `path`; `query` must be a strict object, so that a misspelt filter is a 400.
 */
export type Endpoint<
  P extends z.ZodMiniObject = z.ZodMiniObject,
  Q extends z.ZodMiniObject = z.ZodMiniObject,
  R extends z.ZodMiniType = z.ZodMiniType,
  B extends z.ZodMiniType = z.ZodMiniType,
  A extends Access = Access,
> = {
  readonly name: string;
  readonly method: Method;
  readonly path: `/api/${string}` | `/tiles/${string}`;
  readonly summary: string;
  /** Without it an endpoint does not compile: nothing is open to all by oversight. */
  readonly access: A;
  /** Answers a personal token, too; without it only who signed in with a password. Only for reads. */
  readonly allowsToken?: true;
  readonly params: P;
  readonly query: Q;
  /** JSON that is sent along; strict, like `query`. */
  readonly body?: B;
  /** The version of the row that is changed is to be sent along, always or where there is a row: 428 without it, 412 with another. */
  readonly ifMatch?: "always" | "where-present";
  /**
   * With an `Idempotency-Key` it is made once however often it is sent. Its answer is kept for a day, so it may hold no secret.
   */
  readonly takesKey?: true;
  /** Where more is sent than forms of accounts are long. */
  readonly maxBodyBytes?: number;
  readonly output: R;
};

export const endpoint = <
  P extends z.ZodMiniObject,
  Q extends z.ZodMiniObject,
  R extends z.ZodMiniType,
  const A extends Access,
  B extends z.ZodMiniType = z.ZodMiniUndefined,
>(
  definition: Endpoint<P, Q, R, B, A>,
): Endpoint<P, Q, R, B, A> => definition;
