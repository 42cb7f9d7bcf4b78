import type { FastifyReply, FastifyRequest } from "fastify";
import type { Language } from "#contracts/units.ts";
import type { Problem as ProblemBody, ProblemSlug } from "#contracts/problem.ts";
import { DbError, DbTimeout, DbUnavailable } from "#server/db/port.ts";
import { preferred } from "#server/negotiate.ts";
import { REQUEST_ID } from "#server/operate/request-ids.ts";
import { SECURITY_HEADERS } from "#server/security-headers.ts";

export type Text = Readonly<Record<Language, string>>;

/** A fault in one part of the input; `pointer` is a JSON Pointer into it. */
export type InputFault = { readonly pointer: string; readonly message: Text };

const PROBLEMS: Readonly<Record<ProblemSlug, { readonly status: number; readonly title: Text }>> = {
  "invalid-request": { status: 400, title: { vi: "Yêu cầu không hợp lệ", en: "Invalid request" } },
  "site-not-found": { status: 404, title: { vi: "Không có địa điểm này", en: "No such site" } },
  "subject-not-found": { status: 404, title: { vi: "Không có đối tượng này", en: "No such subject" } },
  "figure-not-found": { status: 404, title: { vi: "Không có số liệu này", en: "No such figure" } },
  "source-not-found": { status: 404, title: { vi: "Không có nguồn này", en: "No such source" } },
  "layer-not-found": { status: 404, title: { vi: "Không có lớp bản đồ này", en: "No such layer" } },
  "tile-not-found": { status: 404, title: { vi: "Không có ô bản đồ này", en: "No such tile" } },
  "route-not-found": { status: 404, title: { vi: "Không có đường dẫn này", en: "No such path" } },
  "method-not-allowed": { status: 405, title: { vi: "Phương thức không được dùng ở đây", en: "Method not allowed" } },
  "sign-in-required": { status: 401, title: { vi: "Cần đăng nhập", en: "Sign in first" } },
  "sign-in-failed": { status: 401, title: { vi: "Chưa đăng nhập được", en: "Not signed in" } },
  "two-step-code-required": { status: 401, title: { vi: "Cần mã xác thực", en: "A code is needed" } },
  "two-step-required": { status: 403, title: { vi: "Cần bật xác thực hai bước", en: "Two-step sign-in is needed" } },
  forbidden: { status: 403, title: { vi: "Không có quyền", en: "Not allowed" } },
  "foreign-request": { status: 403, title: { vi: "Yêu cầu từ trang khác", en: "Request of another site" } },
  "too-many-attempts": { status: 429, title: { vi: "Thử quá nhiều lần", en: "Too many attempts" } },
  "link-not-usable": { status: 410, title: { vi: "Liên kết không dùng được nữa", en: "The link cannot be used" } },
  "not-found": { status: 404, title: { vi: "Không tìm thấy", en: "Not found" } },
  conflict: { status: 409, title: { vi: "Không thực hiện được", en: "Not possible as things are" } },
  "key-reused": { status: 422, title: { vi: "Khóa đã dùng cho việc khác", en: "The key was used for something else" } },
  "version-needed": { status: 428, title: { vi: "Thiếu phiên bản đang sửa", en: "The version is missing" } },
  "version-conflict": { status: 412, title: { vi: "Dữ liệu đã có người sửa", en: "Somebody changed it" } },
  "too-slow": { status: 503, title: { vi: "Truy vấn quá lâu", en: "The query took too long" } },
  unavailable: { status: 503, title: { vi: "Tạm thời chưa phục vụ được", en: "Temporarily unavailable" } },
  internal: { status: 500, title: { vi: "Lỗi của máy chủ", en: "Server error" } },
};

type ProblemOptions = {
  /** Where another status of the same class says more, such as 414. */
  readonly status?: number;
  readonly errors?: readonly InputFault[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the body, as RFC 9457 allows. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
};

/** An answer other than the one asked for, as RFC 9457 has it; thrown anywhere, written by the error handler. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly slug: ProblemSlug;
  readonly detail: Text;
  readonly status: number;
  readonly errors: readonly InputFault[] | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, unknown>>;

  constructor(slug: ProblemSlug, detail: Text, { status, errors, headers, members, cause }: ProblemOptions = {}) {
    super(detail.en, { cause });
    this.slug = slug;
    this.detail = detail;
    this.status = status ?? PROBLEMS[slug].status;
    this.errors = errors;
    this.headers = headers ?? {};
    this.members = members ?? {};
  }
}

/** Throws; an expression, so that it composes: `row ?? problem("site-not-found", …)`. */
export const problem = (slug: ProblemSlug, detail: Text, options?: ProblemOptions): never => {
  throw new Problem(slug, detail, options);
};

/** The problem a caught error is answered with. What was not foreseen becomes `internal`, which tells nothing but an id. */
const toProblem = (error: unknown, requestId: string): Problem => {
  if (error instanceof Problem) return error;
  if (error instanceof DbUnavailable) {
    return new Problem(
      "unavailable",
      {
        vi: "Cơ sở dữ liệu chưa sẵn sàng, xin thử lại sau ít giây.",
        en: "The database is not ready; please try again in a few seconds.",
      },
      { headers: { "retry-after": String(Math.max(1, Math.ceil(error.retryAfterSeconds))) }, cause: error },
    );
  }
  if (error instanceof DbTimeout || (error instanceof DbError && error.code === "57014")) {
    return new Problem(
      "too-slow",
      {
        vi: "Truy vấn vượt quá thời gian cho phép; hãy thu hẹp phạm vi rồi thử lại.",
        en: "The query ran past its deadline; narrow it and try again.",
      },
      { headers: { "retry-after": "5" }, cause: error },
    );
  }
  // Another writer was in the way for too long, or two in each other's: nothing was written, and the same may be asked again.
  if (error instanceof DbError && ["55P03", "40P01", "40001"].includes(error.code)) {
    return new Problem(
      "unavailable",
      { vi: "Đang có người khác ghi dữ liệu, xin thử lại.", en: "Somebody else is writing; please try again." },
      { headers: { "retry-after": "1" }, cause: error },
    );
  }
  // 22021 and 22P05: text the database cannot hold, such as a NUL byte. Whoever sent it must change it.
  if (error instanceof DbError && (error.code === "22021" || error.code === "22P05")) {
    return new Problem(
      "invalid-request",
      { vi: "Yêu cầu có ký tự không dùng được.", en: "The request contains a character that cannot be used." },
      { cause: error },
    );
  }
  const status = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) {
    return new Problem(
      "invalid-request",
      { vi: `Máy chủ không đọc được yêu cầu (mã ${status}).`, en: `The request cannot be read (status ${status}).` },
      { status, cause: error },
    );
  }
  return new Problem(
    "internal",
    {
      vi: `Đã xảy ra lỗi ngoài dự kiến. Khi báo lỗi, xin kèm mã yêu cầu ${requestId}.`,
      en: `Something unexpected happened. When reporting it, please give the request id ${requestId}.`,
    },
    { cause: error },
  );
};

export const problemBody = (problem: Problem, language: Language, instance?: string): ProblemBody => ({
  ...problem.members,
  type: `/problems/${problem.slug}`,
  title: PROBLEMS[problem.slug].title[language],
  status: problem.status,
  detail: problem.detail[language],
  ...(instance === undefined ? {} : { instance }),
  ...(problem.errors === undefined
    ? {}
    : { errors: problem.errors.map(({ pointer, message }) => ({ pointer, message: message[language] })) }),
});

export const languageOf = (request: FastifyRequest): Language =>
  preferred(request.headers["accept-language"], ["vi", "en"]);

/** Writes the problem an error stands for; logs it where it is the server's fault. */
export const sendProblem = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const answer = toProblem(error, request.id);
  // A 503 is a state of the server, told in one line, and not at all where it is expected (the start); anything else of
  // its own fault comes with its stack.
  if (answer.status === 503) {
    if (answer.cause instanceof Error)
      request.log.warn({ url: request.url, cause: answer.cause.message }, answer.message);
  } else if (answer.status >= 500) {
    request.log.error({ err: answer.cause ?? answer }, answer.message);
  }
  const path = request.url.split("?", 1)[0] ?? "";
  return (
    reply
      .code(answer.status)
      // Set again: an answer to a URL that cannot be decoded is written without any hook having run.
      .headers(SECURITY_HEADERS)
      .headers({
        "cache-control": "no-store",
        vary: "accept-language, accept-encoding",
        "content-language": languageOf(request),
        [REQUEST_ID]: request.id,
      })
      .headers(answer.headers)
      .type("application/problem+json; charset=utf-8")
      .send(JSON.stringify(problemBody(answer, languageOf(request), path.length <= 300 ? path : undefined)))
  );
};
