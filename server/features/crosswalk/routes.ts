import { crosswalk } from "#contracts/crosswalk.ts";
import { problem } from "#server/problems.ts";
import { type Api, route } from "#server/route.ts";
import movedSql from "./moved.sql?raw";

export const crosswalkFeature = (api: Api): void => {
  route(
    api,
    crosswalk,
    async ({ query: { metric, to = "communes-2025" } }, read) => (await read(movedSql, [metric, to])) ?? notAdditive(),
  );
};

/** A share or a price of two communes does not add up to that of their union. */
const notAdditive = (): never =>
  problem(
    "invalid-request",
    {
      vi: "Chỉ chuyển được đại lượng cộng được, như dân số hay diện tích.",
      en: "Only a measure that adds up can be moved, such as population or area.",
    },
    {
      errors: [
        {
          pointer: "/metric",
          message: {
            vi: "cần một đại lượng cộng được, như population",
            en: "expected an additive metric, such as population",
          },
        },
      ],
    },
  );
