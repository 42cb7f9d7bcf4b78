import { formatDay, formatInUnit, formatNumber } from "#client/format.ts";
import type * as z from "zod/mini";
import type { AlertEvidence, LandAlert, landAlerts } from "#contracts/land-alerts.ts";
import type { ClockReason, ClockStepKey } from "#contracts/legal-clock.ts";
import { NBSP } from "#contracts/spelling.ts";
import type { Language } from "#contracts/units.ts";
import type { Said, Words } from "./words-vi.ts";

export type Alerts = z.output<typeof landAlerts.output>;
export type Rule = Alerts["rules"][number];
type Reading = LandAlert["readings"][number];

/** What a sentence needs beside the alert: in which words, and how sites, periods and rules are called. */
export type Teller = {
  readonly words: Words;
  readonly language: Language;
  readonly siteName: (id: string) => string;
  /** First and last day of a period; null while that is not known. */
  readonly periodDays: (id: number | null) => { readonly from: string; readonly to: string } | null;
  readonly rules: readonly Rule[];
};

const factOf = ({ evidence }: LandAlert, key: AlertEvidence["key"]): AlertEvidence | undefined =>
  evidence.find((fact) => fact.key === key);

export const spell = (value: number | null | undefined, language: Language): string =>
  formatNumber(value ?? 0, null, language);
/** Of shares that were computed here: to a tenth of a per cent. */
export const percent = (share: number, language: Language): string =>
  `${formatInUnit(Math.round(share * 1000) / 1000, "share", null, language)}${language === "vi" ? `${NBSP}%` : "%"}`;
export const amount = (fact: AlertEvidence | undefined, { words, language }: Teller): string =>
  fact?.unit ? `${spell(fact.value, language)}${NBSP}${words.units[fact.unit]}` : "";
const dayOf = (fact: AlertEvidence | undefined, { language }: Teller): string =>
  fact?.on ? formatDay(fact.on, language) : "";

/** What a clock says, as the end of a sentence. */
export const readingWords = ({ clock, state, term, reason, deadline, daysLeft }: Reading, teller: Teller): string => {
  const { words, language } = teller;
  return words.states[state]({
    term: words.terms[clock][term ?? "first"],
    deadline: deadline === null ? "" : formatDay(deadline, language),
    days: spell(Math.abs(daysLeft ?? 0), language),
    reason: words.reasons[reason as ClockReason] ?? "",
  });
};

const idleWords = (alert: LandAlert, teller: Teller): string => {
  const { words, language } = teller;
  const [leased, idle] = [factOf(alert, "leased"), factOf(alert, "idle")];
  const said = {
    lot: alert.lotCode ?? "",
    leased: spell(leased?.value, language),
    idle: spell(idle?.value, language),
  };
  const begin = leased?.value === idle?.value ? words.idle.all(said) : words.idle.part(said);
  const [first] = alert.readings;
  return first ? `${begin}; ${readingWords(first, teller)}` : begin;
};

const shareOf = (part: AlertEvidence | undefined, whole: AlertEvidence | undefined): number =>
  whole?.value ? (part?.value ?? 0) / whole.value : 0;
const apart = (one: AlertEvidence | undefined, other: AlertEvidence | undefined): number =>
  Math.abs(shareOf(one, other) - 1);

/** What an alert says, in one sentence without its full stop. */
export const alertWords = (alert: LandAlert, teller: Teller): string => {
  const { words, language } = teller;
  const fact = (key: AlertEvidence["key"]) => factOf(alert, key);
  const said = (key: AlertEvidence["key"]) => amount(fact(key), teller);
  const on = (key: AlertEvidence["key"]) => dayOf(fact(key), teller);
  const site = teller.siteName(alert.siteId);
  const project = alert.projectNameVi ?? "";
  const lot = alert.lotCode ?? "";
  const capital = {
    project,
    done: said("implemented"),
    filed: said("registered"),
    share: percent(shareOf(fact("implemented"), fact("registered")), language),
    since: on("certificate"),
  };
  switch (alert.kind) {
    case "idleLand":
      return idleWords(alert, teller);
    case "lateReport": {
      const days = teller.periodDays(alert.periodId);
      const period = days
        ? words.periodOf({ from: formatDay(days.from, language), to: formatDay(days.to, language) })
        : words.periodUnknown;
      return words.lateReport({ site, period, due: on("deadline"), days: spell(alert.daysOver, language) });
    }
    case "capitalBehind":
      return words.capitalBehind(capital);
    case "capitalBeyond":
      return words.capitalBeyond(capital);
    case "unusualChange": {
      const what = words.measures[fact("after")?.unit ?? "jobs"];
      return words.change({
        project,
        what,
        was: said("before"),
        is: said("after"),
        before: on("before"),
        after: on("after"),
      });
    }
    case "lotsDoNotSum": {
      const share = percent(apart(fact("sumOfLots"), fact("published")), language);
      return words.lotsDoNotSum({ site, sum: said("sumOfLots"), published: said("published"), share });
    }
    case "lotAreaDiffers": {
      const share = percent(apart(fact("stated"), fact("measured")), language);
      return words.lotAreaDiffers({ lot, stated: said("stated"), measured: said("measured"), share });
    }
  }
};

/** `Điều 64 khoản 1 điểm i, 45/2013/QH13` */
export const ruleWords = ({ article, documentNumber }: Rule): string => `${article}, ${documentNumber}`;

/** Sentences on how a term was counted: days, numbers and rules as people read them. */
export const stepWords = ({ steps }: Reading, { words, language, rules }: Teller): string[] =>
  steps.map(({ key, params }) => {
    const said: Said = Object.fromEntries(
      Object.entries(params).map(([name, value]) => {
        if (typeof value === "number") return [name, spell(value, language)];
        const rule = rules.find(({ id }) => id === value);
        return [name, rule ? ruleWords(rule) : /^\d{4}-/.test(value) ? formatDay(value, language) : value];
      }),
    );
    return words.steps[key as ClockStepKey](said);
  });

export const isIdleLetter = ({ kind, leaseId, nextStep }: LandAlert): boolean =>
  kind === "idleLand" && leaseId !== null && (nextStep === "sendLetter" || nextStep === "reportToAuthority");

/** Programs for tables run what begins like a formula. */
const safe = (text: string): string => (/^[=+\-@\t\r]/.test(text) && !/^-?\d+$/.test(text) ? `'${text}` : text);
const cell = (text: string): string => `"${safe(text).replaceAll('"', '""')}"`;

/** The alerts as a table, one a line, for programs that read CSV; the mark at its beginning makes Excel read the letters right. */
export const alertsCsv = (alerts: readonly LandAlert[], teller: Teller): string => {
  const { words } = teller;
  const lines = alerts.map((alert) => {
    const [first] = alert.readings;
    const cited = teller.rules.filter(({ id }) => first?.ruleIds.includes(id)).map(ruleWords);
    return [
      words.severities[alert.severity],
      words.kinds[alert.kind],
      teller.siteName(alert.siteId),
      alert.lotCode ?? "",
      alert.projectNameVi ?? "",
      alertWords(alert, teller).replaceAll(NBSP, " "),
      first?.deadline ?? factOf(alert, "deadline")?.on ?? "",
      alert.daysOver === null ? "" : String(alert.daysOver),
      words.next[alert.nextStep],
      cited.join("; "),
    ];
  });
  return `\uFEFF${[Object.values(words.csvHeads), ...lines].map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
};
