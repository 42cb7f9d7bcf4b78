import { describe, expect, test } from "vitest";
import type { Role } from "#contracts/role-names.ts";
import { stepsOf } from "./steps.ts";

const [AUTHOR, OTHER] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"];

const editor: readonly Role[] = ["editor"];
const approver: readonly Role[] = ["approver"];

type Given = {
  readonly id?: string;
  readonly hasTwoStep?: boolean;
  readonly filledLines?: number;
  readonly toDay?: string;
  readonly periodState?: "open" | "closed";
};

describe("what can be done next with a report, and why not", () => {
  test.each<[string, "draft" | "submitted" | "returned" | "approved", readonly Role[], Given, string[]]>([
    ["an editor hands a draft in", "draft", editor, {}, ["submit:"]],
    ["one that says nothing is not handed in", "draft", editor, { filledLines: 0 }, ["submit:nothingEntered"]],
    ["an approver does not hand in", "draft", approver, {}, ["submit:notEditor"]],
    ["returned, it is handed in again", "returned", editor, {}, ["submit:"]],
    ["an approver decides", "submitted", approver, {}, ["approve:", "return:"]],
    ["an editor waits", "submitted", editor, {}, ["approve:notApprover", "return:notApprover"]],
    [
      "an author who is approver, too, returns but does not approve",
      "submitted",
      [...editor, ...approver],
      { id: AUTHOR },
      ["approve:isAuthor", "return:"],
    ],
    [
      "without the second step",
      "submitted",
      approver,
      { hasTwoStep: false },
      ["approve:needsTwoStep", "return:needsTwoStep"],
    ],
    ["before the period is over", "submitted", approver, { toDay: "2015-12-31" }, ["approve:periodNotOver", "return:"]],
    ["approved, it is corrected by another report", "approved", editor, {}, ["correct:"]],
    ["but not in a closed period", "approved", editor, { periodState: "closed" }, ["correct:periodClosed"]],
  ])("%s", (_, state, roles, given, expected) => {
    const { id = OTHER!, hasTwoStep = true, filledLines = 3, toDay = "2015-09-30", periodState = "open" } = given;
    const steps = stepsOf({
      report: { state, authorId: AUTHOR! },
      period: { state: periodState, toDay },
      account: { id, hasTwoStep },
      may: (role) => roles.includes(role),
      today: "2015-10-01",
      filledLines,
    });
    expect(steps.map(({ action, obstacle }) => `${action}:${obstacle ?? ""}`)).toEqual(expected);
  });
});
