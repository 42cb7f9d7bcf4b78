import type { Coverage } from "#contracts/coverage.ts";

/** Of the sphere that the page reckons on. */
const RADIUS_KM = 6358.061;

/** Kilometres on the sphere by the law of cosines: another formula than the page's. */
const sphereKm = ([lngA, latA]: readonly [number, number], [lngB, latB]: readonly [number, number]): number => {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const [a, b, turn] = [radians(latA), radians(latB), radians(lngB - lngA)];
  return RADIUS_KM * Math.acos(Math.min(1, Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(turn)));
};

/** What the page says at once, from the positions that the server answered. */
const instantOf = ({ sites, items, thresholdsKm, trial }: Coverage): Record<string, number | number[]> => {
  const places = [
    ...sites.filter(({ id }) => !trial?.without.includes(id)).flatMap(({ position }) => (position ? [position] : [])),
    ...(trial?.candidates ?? []).map(({ position }) => position),
  ];
  const kms = items.map(({ point }) => Math.min(...places.map((place) => sphereKm(point, place))));
  const people = items.map(({ population }) => population ?? 1);
  const share = (weights: readonly number[]) =>
    thresholdsKm.map(
      (km) =>
        weights.reduce((sum, weight, at) => sum + (kms[at]! <= km ? weight : 0), 0) /
        weights.reduce((sum, weight) => sum + weight, 0),
    );
  return {
    unitShare: share(items.map(() => 1)),
    populationShare: share(people),
    meanKm: kms.reduce((sum, km, at) => sum + km * people[at]!, 0) / people.reduce((sum, weight) => sum + weight, 0),
  };
};

/** The number, or the numbers of a list, that stand at a path of an answer. */
export const numberAt = (root: unknown, steps: readonly string[]): number[] => {
  const found = steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | null)?.[step], root);
  return [found].flat().filter((value) => typeof value === "number");
};

/** Numbers of what is tried out: `trial.…` of the answer; `instant.…`, reckoned here once more; `difference.…` of the two. */
export const trialNumbers = (path: string, answer: Coverage): readonly number[] => {
  const [kind, ...steps] = path.split(".");
  if (kind === "trial") return numberAt(answer.trial, steps);
  if (path === "difference.most") return [0.005];
  const [instant] = numberAt(instantOf(answer), steps);
  if (instant === undefined || !answer.trial) return [];
  if (kind === "instant") return [instant];
  const [what, at] = steps;
  if (what === "meanKm") return [Math.abs(instant / answer.trial.meanKm! - 1)];
  const stated = numberAt(answer.trial.bands, [at!, what!, "high"]);
  return stated.map((value) => Math.abs(instant - value) * 100);
};
