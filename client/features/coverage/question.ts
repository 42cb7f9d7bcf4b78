import type { Coverage } from "#contracts/coverage.ts";
import { useMemo } from "react";
import { adjust, currentView, useView } from "#client/state/navigation.ts";
import type { ViewState } from "#client/state/view-state.ts";
import { MOST_TRIED } from "#contracts/trial-limits.ts";
import { type Area, type Place, readAreas, readPlaces, spellAreas, spellPlaces } from "./places.ts";

export const TOPICS = ["markets", "clusters", "zones"] as const satisfies readonly Coverage["of"][];
export const CLASSES = ["1", "2", "3"] as const;
export const EDITIONS = ["2015", "2025"] as const;
export const SHOWN = ["service", "nearest"] as const;

export const MORE = ["1", "2", "3", "4", "5"] as const;

/** What the page asks, from its address; what cannot be there is as if it were not. */
export type Question = {
  readonly of: (typeof TOPICS)[number];
  readonly list: string | null;
  readonly classes: readonly string[];
  readonly thresholdsKm: readonly number[];
  readonly units: (typeof EDITIONS)[number];
  readonly show: (typeof SHOWN)[number];
  /** How many more are tried out; null: none. */
  readonly more: (typeof MORE)[number] | null;
  /** Whether the best that as many places could do is held beside the list. */
  readonly isBestShown: boolean;
  /** Where no more may be opened. */
  readonly avoided: readonly Area[];
  /** Places that are tried out, and sites that are left out: an experiment. */
  readonly tried: readonly Place[];
  readonly without: readonly string[];
  /** Of the scenario that these make; empty: it has none. */
  readonly name: string;
};

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const DEFAULT_KM = [3, 5, 10];
const pick = <T extends string>(known: readonly T[], value: string | undefined): T =>
  known.find((one) => one === value) ?? known[0]!;

/** `3; 5; 10` or `2,5;4` as people write it, `3,5,10` as the address has it; null: nothing the server would take. */
export const readThresholds = (text: string): readonly number[] | null => {
  const parts = text.includes(";") ? text.replaceAll(",", ".").split(";") : text.split(/[,\s]+/);
  const kms = parts.map((part) => part.trim()).filter((part) => part !== "");
  const values = kms.map(Number);
  const isGood =
    values.length > 0 &&
    values.length <= 5 &&
    kms.every((km) => /^\d{1,2}(\.\d{1,2})?$/.test(km)) &&
    values.every((km, at) => km > (values[at - 1] ?? 0) && km <= 50);
  return isGood ? values : null;
};

export const readIds = (text: string): readonly string[] =>
  [...new Set(text.split(",").filter((id) => SLUG.test(id)))].slice(0, MOST_TRIED);

const readQuestion = (filters: ViewState["filters"]): Question => {
  const of = pick(TOPICS, filters.of);
  return {
    of,
    list: filters.list !== undefined && SLUG.test(filters.list) ? filters.list : null,
    classes: of === "markets" ? CLASSES.filter((one) => filters.class?.split(",").includes(one)) : [],
    thresholdsKm: readThresholds(filters.km ?? "") ?? DEFAULT_KM,
    units: pick(EDITIONS, filters.units),
    show: pick(SHOWN, filters.show),
    more: MORE.find((one) => one === filters.more) ?? null,
    isBestShown: filters.best === "1",
    avoided: readAreas(filters.avoid ?? ""),
    tried: readPlaces(filters.try ?? ""),
    without: readIds(filters.without ?? ""),
    name: filters.name?.trim() ?? "",
  };
};

export const useQuestion = (): Question => {
  const filters = useView((view) => view.filters);
  return useMemo(() => readQuestion(filters), [filters]);
};

/** An empty value takes its part of the question away. */
export const askFor = (changed: ViewState["filters"]): void => {
  const all = Object.entries({ ...currentView().filters, ...changed }).filter(([, value]) => value !== "");
  adjust({ filters: Object.fromEntries(all) });
};

/** The question as the API takes it. */
export const inputOf = ({ of, list, classes, thresholdsKm, units }: Question) => ({
  of,
  thresholdsKm: thresholdsKm.join(","),
  units,
  ...(list !== null && { list }),
  ...(classes.length > 0 && { class: classes.join(",") }),
});

/** Of where more would help most, or where as many as the list has would. */
export const sitingInputOf = (question: Question, goal: "cover" | "distance") => {
  const { thresholdsKm: _, ...input } = inputOf(question);
  return {
    ...input,
    goal,
    withinKm: String(middleKm(question)),
    ...(question.avoided.length > 0 && { avoid: spellAreas(question.avoided) }),
  };
};
/** What most planners ask about. */
export const middleKm = ({ thresholdsKm }: Question): number =>
  thresholdsKm[Math.floor((thresholdsKm.length - 1) / 2)]!;

/** The question with what is tried out, as the API takes it; of `without` only sites that it knows. */
export const trialInputOf = (question: Question, sites: Coverage["sites"]) => {
  const left = question.without.filter((id) => sites.some((site) => site.id === id));
  return {
    ...inputOf(question),
    ...(question.tried.length > 0 && { try: spellPlaces(question.tried) }),
    ...(left.length > 0 && { without: left.join(",") }),
  };
};
