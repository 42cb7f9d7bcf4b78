import type * as z from "zod/mini";

/**
 * One HTTP operation as a value: the server mounts it, the client calls it, tests and OpenAPI enumerate it.
 * `params` are the `:name` segments of `path`; `query` must be a strict object, so that a misspelt filter is a 400.
 */
export type Endpoint<
  P extends z.ZodMiniObject = z.ZodMiniObject,
  Q extends z.ZodMiniObject = z.ZodMiniObject,
  R extends z.ZodMiniType = z.ZodMiniType,
> = {
  readonly name: string;
  readonly method: "GET";
  readonly path: `/api/${string}` | `/tiles/${string}`;
  readonly summary: string;
  readonly params: P;
  readonly query: Q;
  readonly output: R;
};

export const endpoint = <P extends z.ZodMiniObject, Q extends z.ZodMiniObject, R extends z.ZodMiniType>(
  definition: Endpoint<P, Q, R>,
): Endpoint<P, Q, R> => definition;
