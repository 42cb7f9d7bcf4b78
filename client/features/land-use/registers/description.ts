import type { Role } from "#contracts/role-names.ts";
import type { Language } from "#contracts/units.ts";
import type { Register } from "#client/state/view-state.ts";
import type { Row } from "../editing/versions.ts";

/** A text in both languages. */
export type Words = Readonly<Record<Language, string>>;
export const both = (vi: string, en: string): Words => ({ vi, en });

/** Kinds of row that others name. */
export type Referred = "lots" | "enterprises" | "projects" | "leases";

export type Input =
  | { readonly type: "text"; readonly isLong?: true }
  | { readonly type: "number"; readonly unit: Words | null; readonly isWhole?: true }
  | { readonly type: "day" }
  /** Two days, of which the second is the first one no longer in the range. */
  | { readonly type: "days" }
  | { readonly type: "choice"; readonly options: Readonly<Record<string, Words>> }
  | { readonly type: "flag"; readonly yes: Words; readonly no: Words }
  | { readonly type: "site" | "sector" | "country" }
  | { readonly type: "row"; readonly of: Referred }
  /** Told by a word in the place of the value: ids of what was carried over, outlines. */
  | { readonly type: "word"; readonly word: Words };

export type Column = {
  readonly field: string;
  readonly label: Words;
  readonly input: Input;
  readonly hint?: Words;
  /** `always`: not without it; `later`: may be left out on entry, where the server fills it in. */
  readonly required?: "always" | "later";
  /** `once`: what the row is about, which stays; `never`: computed. */
  readonly entered?: "once" | "never";
  /** Of a new row, as typed. */
  readonly initial?: string;
  readonly hasSum?: true;
  /** In the form and the history alone. */
  readonly isHidden?: true;
};

export type Description = {
  readonly kind: Register;
  readonly title: Words;
  /** One of them: "doanh nghiệp". */
  readonly one: Words;
  readonly writers: readonly Role[];
  readonly columns: readonly Column[];
  /** Fields that name a row. */
  readonly titleFields: readonly string[];
  /** Field that leads to the site, in one step or more. */
  readonly siteBy: "siteId" | "lotId" | "projectId" | "leaseId" | null;
  /** Which of the rows shown are added up, and what that is called: a certificate that another replaced counts no more. */
  readonly sum?: { readonly of: Words; readonly rows: (rows: readonly Row[], today: string) => readonly Row[] };
};
