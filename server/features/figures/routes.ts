import { figureById, figuresOfSubject } from "#contracts/figures.ts";
import { sources } from "#contracts/sources.ts";
import { problem } from "#server/problems.ts";
import { type Api, route } from "#server/route.ts";
import byIdSql from "./by-id.sql?raw";
import bySubjectSql from "./by-subject.sql?raw";
import sourcesSql from "./sources.sql?raw";

export const figuresFeature = (api: Api): void => {
  route(api, figuresOfSubject, async ({ query }, read) => {
    const body = await read(bySubjectSql, [query.subject, query.metric ?? null]);
    return (
      body ??
      problem("subject-not-found", {
        vi: `Không có địa điểm, nhóm, đơn vị hành chính hay tỉnh nào mang mã “${query.subject}”.`,
        en: `No site, group, administrative unit or province has the id “${query.subject}”.`,
      })
    );
  });

  route(api, figureById, async ({ params }, read) => (await read(byIdSql, [params.id])) ?? noFigure(params.id), {
    notFound: ({ id }) => noFigure(id),
  });

  route(api, sources, (_, read) => read(sourcesSql));
};

const noFigure = (id = ""): never =>
  problem("figure-not-found", {
    vi: `Không có số liệu nào mang mã “${id.slice(0, 200)}”.`,
    en: `No figure has the id “${id.slice(0, 200)}”.`,
  });
