import { expect, test } from "vitest";
import { messages as en } from "#client/messages/en.ts";
import { messages as vi } from "#client/messages/vi.ts";
import type { Figure } from "#contracts/figures.ts";
import { METRICS } from "#contracts/metrics.ts";
import { asHtmlTable, asTsv, figureRows } from "./card-table.ts";

const figure = {
  metric: "occupancyShare",
  target: null,
  value: 0.9929,
  low: null,
  high: null,
  printed: "99,29",
  decimals: 2,
  qualifier: "exact",
  unit: "share",
  period: "2024-12",
  method: "published",
  source: { id: "press", locator: null },
} as unknown as Figure;
const NAMES = { vi: "Báo <Đầu tư>", en: "Investment\tReview" };
const names = (language: "vi" | "en") => ({
  measure: ({ metric }: Figure) => METRICS[metric][language],
  source: (id: string) => (id === "press" ? NAMES[language] : ""),
});

test("a card's figures leave as columns with their date, method and source, in the language of the page", () => {
  expect(asTsv(figureRows([figure], names("vi"), vi))).toBe(
    "Chỉ tiêu\tGiá trị\tĐơn vị\tThời điểm\tCách có số\tNguồn\nTỷ lệ lấp đầy\t99,29\t%\t12/2024\tcông bố\tBáo <Đầu tư>",
  );
  // A tabulator inside a name would shift all that follows it.
  expect(asTsv(figureRows([figure], names("en"), en)).split("\n")[1]).toBe(
    "Occupancy\t99.29\t%\t12/2024\tpublished\tInvestment Review",
  );
});

test("names are text in the table for word processors, and no formula in that for spreadsheets", () => {
  expect(asHtmlTable("A & B", figureRows([figure], names("vi"), vi))).toContain("<td>Báo &lt;Đầu tư&gt;</td>");
  expect(asTsv([["=1+1", "−5", "@x"]])).toBe("'=1+1\t−5\t'@x");
});
