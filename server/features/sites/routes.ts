import { searchKey } from "#contracts/search-key.ts";
import { siteById, sites } from "#contracts/sites.ts";
import { summary } from "#contracts/summary.ts";
import { problem } from "#server/problems.ts";
import { type Api, route } from "#server/route.ts";
import byIdSql from "#server/site-by-id.sql?raw";
import listSql from "./list.sql?raw";
import summarySql from "./summary.sql?raw";

/** Subjects the first screen is about. */
const PROVINCE = "vinh-long";
const GROUP_OF_PLAN = "three-zones";
const PLAN = "plan-1013-2015";
const CONTROL_TOTALS = [
  "clusters",
  "clustersGrossHa",
  "markets",
  "marketsClass1",
  "marketsClass2",
  "marketsClass3",
  "supermarkets",
  "marketsPrivatelyRun",
];

export const sitesFeature = (api: Api): void => {
  route(api, sites, ({ query }, read) =>
    read.text(listSql, [
      query.kind ?? null,
      query.status ?? null,
      query.district ?? null,
      query.commune ?? null,
      query.parent ?? null,
      ...(query.bbox ?? [null, null, null, null]),
      query.q === undefined ? null : wordPatterns(query.q),
    ]),
  );

  route(api, siteById, async ({ params }, read) => (await read(byIdSql, [params.id])) ?? noSite(params.id), {
    notFound: ({ id }) => noSite(id),
  });

  route(api, summary, (_, read) => read(summarySql, [PROVINCE, GROUP_OF_PLAN, PLAN, CONTROL_TOTALS]));
};

/** One LIKE pattern per word typed: each must begin a word of the site's folded text. */
const wordPatterns = (typed: string): string[] => {
  const folded = searchKey(typed);
  if (folded === "") {
    return problem(
      "invalid-request",
      { vi: "Từ khóa tìm kiếm không có chữ hay số nào.", en: "The search text has neither a letter nor a digit." },
      {
        errors: [
          {
            pointer: "/q",
            message: { vi: "cần ít nhất một chữ hoặc số", en: "expected at least one letter or digit" },
          },
        ],
      },
    );
  }
  return folded.split(" ").map((word) => `% ${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`);
};

const noSite = (id = ""): never =>
  problem("site-not-found", {
    vi: `Không có địa điểm nào mang mã “${id.slice(0, 100)}”.`,
    en: `No site has the id “${id.slice(0, 100)}”.`,
  });
