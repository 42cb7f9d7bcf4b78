import type { PlanVersionInFull } from "#contracts/plan-versions.ts";

export type Territory = { readonly id: string; readonly versions: readonly PlanVersionInFull[] };

/** Lists of one topic by territory, that of most lists first; lists of different territories share no table and no sum. */
export const byTerritory = (versions: readonly PlanVersionInFull[]): readonly Territory[] => {
  const ids = [...new Set(versions.map(({ territory }) => territory.id))];
  return ids
    .map((id) => ({ id, versions: versions.filter(({ territory }) => territory.id === id) }))
    .toSorted((a, b) => b.versions.length - a.versions.length);
};

/** Whether a list names a site: `stage` or true; false only where the list is complete, null where its source may have left it out. */
export const standingIn = (version: PlanVersionInFull, siteId: string): string | boolean | null => {
  const member = version.members.find(({ id }) => id === siteId);
  if (member) return member.stage ?? true;
  return version.isComplete ? false : null;
};

export type NamedSite = PlanVersionInFull["members"][number];

/** Every site that any of the lists names, in the order of the list that names most. */
export const namedSites = (versions: readonly PlanVersionInFull[]): readonly NamedSite[] => {
  const sites = new Map<string, NamedSite>();
  for (const { members } of versions.toSorted((a, b) => b.named - a.named || a.asOf.localeCompare(b.asOf)))
    for (const member of members) if (!sites.has(member.id)) sites.set(member.id, member);
  return [...sites.values()];
};
