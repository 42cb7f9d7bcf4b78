/** Which leaves a site or group stands for. Everything additive is a sum over leaves. */

export type Tree = {
  readonly sites: readonly { readonly id: string; readonly parentId: string | null }[];
  readonly groups: readonly { readonly id: string; readonly members: readonly string[] }[];
  /** Sites whose known parts are all their parts. */
  readonly completeWholes: readonly string[];
};

export type Scope = {
  /** Empty for what is neither site nor group. */
  readonly leavesOf: (subject: string) => readonly string[];
  /** Parts or members that add up to the subject; empty where they are not known to. */
  readonly partsOf: (subject: string) => readonly string[];
  /** Whether `whole` counts every leaf of `part`. */
  readonly contains: (whole: string, part: string) => boolean;
};

/** Phần còn lại: what an incomplete whole has besides its known parts. No slug contains `~`. */
const restOf = (whole: string): string => `${whole}~rest`;

export const scopeOf = ({ sites, groups, completeWholes }: Tree): Scope => {
  const children = new Map<string, string[]>();
  for (const { id, parentId } of sites) {
    if (parentId !== null) children.set(parentId, [...(children.get(parentId) ?? []), id]);
  }
  const known = new Set(sites.map(({ id }) => id));
  const members = new Map(groups.map((group) => [group.id, group.members]));
  const complete = new Set(completeWholes);
  const kept = new Map<string, readonly string[]>();

  const expand = (subject: string): string[] => {
    const memberIds = members.get(subject);
    if (memberIds) return [...new Set(memberIds.flatMap(expand))];
    if (!known.has(subject)) return [];
    const parts = children.get(subject);
    if (!parts) return [subject];
    return [...parts.flatMap(expand), ...(complete.has(subject) ? [] : [restOf(subject)])];
  };
  const leavesOf = (subject: string): readonly string[] => {
    const leaves = kept.get(subject) ?? expand(subject);
    kept.set(subject, leaves);
    return leaves;
  };
  return {
    leavesOf,
    partsOf: (subject) => members.get(subject) ?? (complete.has(subject) ? (children.get(subject) ?? []) : []),
    contains: (whole, part) => {
      const [outer, inner] = [new Set(leavesOf(whole)), leavesOf(part)];
      return inner.length > 0 && inner.every((leaf) => outer.has(leaf));
    },
  };
};
