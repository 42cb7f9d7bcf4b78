/** A drawn symbol near the pointer. `distance` in pixels from its centre. */
export type Candidate = {
  readonly id: string;
  readonly priority: number;
  readonly radius: number;
  readonly distance: number;
};

/** How far beside a symbol a click still counts, in pixels; fingers are wider than pointers. */
export const TOLERANCE = { mouse: 8, touch: 12 } as const;

/** Symbols this close to one another cannot be told apart by aim: the more important one is meant. */
const SAME_AIM = 4;

/** The site a person means: nearest symbol edge first, the more important one among equals. */
export const nearest = (candidates: readonly Candidate[], tolerance: number): string | null => {
  let best: Candidate | null = null;
  const beside = ({ distance, radius }: Candidate) => Math.max(0, distance - radius);
  for (const candidate of candidates) {
    if (beside(candidate) > tolerance) continue;
    if (!best) {
      best = candidate;
      continue;
    }
    const difference = beside(candidate) - beside(best);
    const isBetter =
      Math.abs(difference) > SAME_AIM
        ? difference < 0
        : candidate.distance <= candidate.radius && best.distance <= best.radius
          ? // Inside both: a small symbol in front of a large one is aimed at on purpose.
            candidate.distance / candidate.radius < best.distance / best.radius
          : candidate.priority < best.priority ||
            (candidate.priority === best.priority && candidate.distance < best.distance);
    if (isBetter) best = candidate;
  }
  return best?.id ?? null;
};
