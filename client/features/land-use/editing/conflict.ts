import { ApiError } from "#client/api.ts";

/** A field that another has changed since it was read, as it was held, as it is now, and as this write would have it. */
export type ConflictField = {
  readonly field: string;
  readonly held: unknown;
  readonly current: unknown;
  readonly given?: unknown;
};

export type ConflictOf<R> = { readonly current: R; readonly fields: readonly ConflictField[] };

/** What a refusal of a stale write says of the row; null of any other refusal. */
export const conflictOf = <R>(error: unknown): ConflictOf<R> | null => {
  if (!(error instanceof ApiError) || error.kind !== "version-conflict" || !("members" in error)) return null;
  const { current, fields } = error.members as Partial<ConflictOf<R>>;
  return current && fields ? { current, fields } : null;
};

/** Fields over which two have written different values: somebody has to choose. */
export const toChoose = ({ fields }: ConflictOf<unknown>): readonly ConflictField[] =>
  fields.filter((field) => "given" in field && JSON.stringify(field.given) !== JSON.stringify(field.current));

/** What is still to be written: nothing that was given up for theirs, and nothing that they have written alike. */
export const changesAfter = <C extends object>(
  changes: C,
  conflict: ConflictOf<unknown>,
  theirs: ReadonlySet<string>,
): Partial<C> => {
  const current = conflict.current as Readonly<Record<string, unknown>>;
  const kept = Object.entries(changes).filter(
    ([field, value]) => !theirs.has(field) && JSON.stringify(value) !== JSON.stringify(current[field]),
  );
  return Object.fromEntries(kept) as Partial<C>;
};
