import type { FastifyReply, FastifyRequest } from "fastify";
import { preferred } from "#server/negotiate.ts";
import { languageOf, problem } from "#server/problems.ts";

const SECONDS = 2;

/** Served while the database is being created and loaded. Refreshes by a header-like element: the policy allows no script. */
const PAGE = {
  vi: (step: string) =>
    page(
      "vi",
      "Đang chuẩn bị dữ liệu…",
      `Lần chạy đầu mất chừng nửa phút. Trang sẽ tự mở khi xong.${step && ` Đang làm: ${step}.`}`,
    ),
  en: (step: string) =>
    page(
      "en",
      "Preparing data…",
      `The first start takes about half a minute. This page opens by itself when it is done.${step && ` Now: ${step}.`}`,
    ),
};

const page = (language: string, title: string, text: string): string => `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="${SECONDS}">
<title>${title}</title>
<h1>${title}</h1>
<p>${text}
</html>
`;

/** Answers every request but the probes while the start is under way. */
export const answerPreparing = (step: string, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  if (preferred(request.headers.accept, ["application/json", "text/html"]) === "text/html") {
    const safeStep = step.replaceAll(/[^\p{L}\p{N} .,:-]/gu, "");
    return reply
      .code(503)
      .headers({ "retry-after": String(SECONDS), "cache-control": "no-store", vary: "accept, accept-language" })
      .type("text/html; charset=utf-8")
      .send(PAGE[languageOf(request)](safeStep));
  }
  return problem(
    "unavailable",
    { vi: "Máy chủ đang chuẩn bị dữ liệu.", en: "The server is preparing its data." },
    { headers: { "retry-after": String(SECONDS) } },
  );
};
