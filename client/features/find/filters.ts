import type { FindFilter } from "#client/state/view-state.ts";
import type { Constraint, LandKind, Readiness, SectorLetter } from "./need.ts";

/** What is asked, in the address: one value a filter, the same grammar in both languages. */
export type Filters = Readonly<Partial<Record<FindFilter, string>>>;

const TYPES: readonly LandKind[] = ["zone", "corridor", "cluster"];
const READY: readonly Readiness[] = ["wastewater", "road", "cleared"];
const LETTERS: readonly SectorLetter[] = ["a", "b", "c", "d", "e", "f", "g"];

const among = <T extends string>(list: readonly T[], text: string): T | undefined => list.find((one) => one === text);
/** Digits as addresses have them: a point, no groups. */
const numberOf = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,6}(\.\d{1,4})?$/.test(text) ? Number(text) : null;

/** The constraints that filters stand for; what they cannot mean is left out. */
export const constraintsOf = (filters: Filters): readonly Constraint[] => {
  const { ha, rent, fill, near, km, ready = "", sector = "", type: wanted, at } = filters;
  const type = among(TYPES, wanted ?? "");
  const [min, max, share] = [numberOf(ha), numberOf(rent), numberOf(fill)];
  return [
    ...(type ? [{ kind: "type" as const, type }] : []),
    ...(min === null ? [] : [{ kind: "ha" as const, min }]),
    ...(max === null ? [] : [{ kind: "rent" as const, maxUsdPerM2: max }]),
    ...(share === null ? [] : [{ kind: "occupancy" as const, maxShare: share / 100 }]),
    ...(near ? [{ kind: "near" as const, what: near, maxKm: numberOf(km) }] : []),
    ...ready.split(",").flatMap((one) => {
      const what = among(READY, one);
      return what ? [{ kind: "ready" as const, what }] : [];
    }),
    ...sector.split(",").flatMap((one) => {
      const letter = among(LETTERS, one);
      return letter ? [{ kind: "sector" as const, letter }] : [];
    }),
    ...(at ? [{ kind: "place" as const, key: at }] : []),
  ];
};

/**
 * Filters with more asked of them. An address has one value of each: what a need asks a second time of the same (two distances,
 * two kinds) is given back as left out, never dropped in silence.
 */
export const withConstraints = (
  filters: Filters,
  constraints: readonly Constraint[],
): { readonly filters: Filters; readonly left: readonly Constraint[] } => {
  const taken: Partial<Record<FindFilter, string>> = { ...filters };
  const left: Constraint[] = [];
  const isSet = new Set<FindFilter>();
  const put = (key: FindFilter, value: string | null, constraint: Constraint) => {
    if (value === null) return;
    if (isSet.has(key)) left.push(constraint);
    else {
      isSet.add(key);
      taken[key] = value;
    }
  };
  const join = (key: "ready" | "sector", value: string) =>
    void (taken[key] = [...new Set([...(taken[key] ?? "").split(",").filter(Boolean), value])].join(","));
  for (const constraint of constraints) {
    switch (constraint.kind) {
      case "type":
        put("type", constraint.type, constraint);
        break;
      case "ha":
        put("ha", String(constraint.min), constraint);
        break;
      case "rent":
        put("rent", String(constraint.maxUsdPerM2), constraint);
        break;
      case "occupancy":
        put("fill", String(Number((constraint.maxShare * 100).toPrecision(6))), constraint);
        break;
      case "near":
        if (isSet.has("near")) left.push(constraint);
        else {
          put("near", constraint.what, constraint);
          if (constraint.maxKm === null) delete taken.km;
          else taken.km = String(constraint.maxKm);
        }
        break;
      case "ready":
        join("ready", constraint.what);
        break;
      case "sector":
        join("sector", constraint.letter);
        break;
      case "place":
        put("at", constraint.key, constraint);
        break;
    }
  }
  return { filters: taken, left };
};

/** Filters without one thing that was asked. */
export const without = (filters: Filters, constraint: Constraint): Filters => {
  const { type, ha, rent, fill, near, km, at, ...rest } = filters;
  const all = { type, ha, rent, fill, near, km, at };
  const drop = (...keys: (keyof typeof all)[]): Filters => ({
    ...rest,
    ...Object.fromEntries(
      Object.entries(all).filter(([key, value]) => value && !keys.includes(key as keyof typeof all)),
    ),
  });
  const cut = (key: "ready" | "sector", value: string): Filters => ({
    ...filters,
    [key]: (filters[key] ?? "")
      .split(",")
      .filter((one) => one !== value)
      .join(","),
  });
  switch (constraint.kind) {
    case "type":
      return drop("type");
    case "ha":
      return drop("ha");
    case "rent":
      return drop("rent");
    case "occupancy":
      return drop("fill");
    case "near":
      return drop("near", "km");
    case "place":
      return drop("at");
    case "ready":
      return cut("ready", constraint.what);
    case "sector":
      return cut("sector", constraint.letter);
  }
};
