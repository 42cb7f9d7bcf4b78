import type { Account } from "#client/account.ts";
import type { Role } from "#contracts/role-names.ts";
import type { Period, Report } from "./report-data.ts";

export type StepAction = "submit" | "return" | "approve" | "correct";
export type Obstacle =
  | "notEditor"
  | "notApprover"
  | "needsTwoStep"
  | "isAuthor"
  | "periodNotOver"
  | "periodClosed"
  | "nothingEntered";
export type Step = { readonly action: StepAction; readonly obstacle: Obstacle | null };

type Situation = {
  readonly report: Pick<Report, "state" | "authorId">;
  readonly period: Pick<Period, "state" | "toDay">;
  readonly account: Pick<Account, "id" | "hasTwoStep">;
  /** Whether the account holds a role for the site of the report. */
  readonly may: (role: Role) => boolean;
  readonly today: string;
  /** Lines that say something. */
  readonly filledLines: number;
};

/**
 * What can be done next with a report, and of what this account cannot do, why: said before it is tried. The server decides, and
 * knows more (who wrote which line).
 */
export const stepsOf = ({ report, period, account, may, today, filledLines }: Situation): readonly Step[] => {
  const asEditor = may("editor") ? null : "notEditor";
  const asApprover = !may("approver") ? "notApprover" : account.hasTwoStep ? null : "needsTwoStep";
  switch (report.state) {
    case "draft":
    case "returned":
      return [{ action: "submit", obstacle: asEditor ?? (filledLines === 0 ? "nothingEntered" : null) }];
    case "submitted": {
      const ofApproval =
        asApprover ??
        (report.authorId === account.id ? "isAuthor" : period.toDay > today ? ("periodNotOver" as const) : null);
      return [
        { action: "approve", obstacle: ofApproval },
        { action: "return", obstacle: asApprover },
      ];
    }
    case "approved":
      return [{ action: "correct", obstacle: asEditor ?? (period.state === "closed" ? "periodClosed" : null) }];
  }
};
