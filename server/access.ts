import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Access } from "#contracts/endpoint.ts";
import { type Role, TWO_STEP_ROLES } from "#contracts/role-names.ts";
import { problem } from "#server/problems.ts";

/** Whoever is signed in and asks. */
export type Caller = {
  readonly accountId: string;
  readonly login: string;
  readonly displayName: string;
  readonly hasTwoStep: boolean;
  /** Of all places together; where each holds is for the database to say (`auth.may`). */
  readonly roles: readonly Role[];
  /** Null where a personal token was given, which reads and does nothing else. */
  readonly sessionId: string | null;
};

/** Whom the request's cookie or token stands for. `ours`: a token of ours was given, whether or not it is good. */
export type Identify = (request: FastifyRequest) => Promise<{ caller: Caller | null; isTokenGiven: boolean }>;

type GuardedRoute = { readonly method: string; readonly url: string; readonly access: Access };

declare module "fastify" {
  interface FastifyContextConfig {
    access?: Access;
    allowsToken?: boolean;
    /** A public route whose answer depends on who asks. */
    knowsCaller?: boolean;
  }
  interface FastifyInstance {
    /** Every route with who may call it, for the test that knows them all. */
    guardedRoutes: GuardedRoute[];
  }
  interface FastifyRequest {
    caller: Caller | null;
  }
}

export const PUBLIC = { config: { access: "public" } } as const;

/** Files of the built client, mounted by the static plugin under this one pattern. */
const CLIENT_FILES = "/*";

/**
 * Refuses by default: a route that does not say who may call it does not start, and every request is judged here before its body
 * is read. Public routes are not asked whose they are, so that their answers are the same for all and can be kept by caches.
 */
export const guardAccess = (app: FastifyInstance, identify: Identify): void => {
  app.decorateRequest("caller", null);
  app.decorate("guardedRoutes", []);
  app.addHook("onRoute", (route) => {
    if (route.url === CLIENT_FILES) route.config = { ...route.config, access: "public" };
    const { access } = route.config ?? {};
    if (access === undefined) throw new Error(`${String(route.method)} ${route.url} does not say who may call it`);
    for (const method of [route.method].flat()) app.guardedRoutes.push({ method, url: route.url, access });
  });
  // By callback, not by promise, where there is nothing to ask: every tile passes here.
  app.addHook("onRequest", (request, _reply, done) => {
    const { access, knowsCaller = false } = request.routeOptions.config;
    const isOpen = access === "public" && !knowsCaller && request.headers.authorization === undefined;
    if (request.is404 || (isOpen && isRead(request))) done();
    else judge(request, identify).then(() => done(), done);
  });
};

const isRead = ({ method }: FastifyRequest): boolean => method === "GET" || method === "HEAD";

/** @throws {Problem} 401 or 403 where the request is refused */
const judge = async (request: FastifyRequest, identify: Identify): Promise<void> => {
  const { access = [], allowsToken = false, knowsCaller = false } = request.routeOptions.config;
  if (!isRead(request)) refuseForeign(request);
  const { caller, isTokenGiven } = await identify(request);
  // A token that has ended is told so everywhere: a layer in QGIS that silently lost what it showed helps nobody.
  if (isTokenGiven && !caller) return signInRequired(request, ENDED_TOKEN);
  if (access === "public" && !knowsCaller) return;
  request.caller = caller;
  const isTokenEnough = !isTokenGiven || (allowsToken && isRead(request));
  if (access !== "public" && !caller) return signInRequired(request, NOBODY);
  if (!isTokenEnough) return problem("forbidden", NO_TOKEN);
  if (caller && access !== "public" && access !== "account") refuseWithoutRole(caller, access);
};

const NOBODY = { vi: "Hãy đăng nhập để dùng chức năng này.", en: "Sign in to use this." };
const ENDED_TOKEN = {
  vi: "Mã truy cập này sai, đã hết hạn hoặc đã bị thu hồi; hãy tạo mã mới ở trang Tài khoản.",
  en: "This token is wrong, has expired or was revoked; make a new one on the account page.",
};
const NO_TOKEN = {
  vi: "Mã truy cập cá nhân không dùng được ở đây; hãy đăng nhập bằng mật khẩu.",
  en: "A personal token cannot be used here; sign in with the password.",
};

/** Programs ask for name and password only where Basic is named; a browser would show its own dialogue, so it is not told. */
const signInRequired = (request: FastifyRequest, detail: { vi: string; en: string }): never => {
  const agent = request.headers["user-agent"] ?? "";
  // QGIS calls itself Mozilla, too.
  const isBrowser = agent.startsWith("Mozilla") && !agent.includes("QGIS");
  const challenge = isBrowser ? 'Bearer realm="vlmap"' : 'Bearer realm="vlmap", Basic realm="vlmap", charset="UTF-8"';
  return problem("sign-in-required", detail, { headers: { "www-authenticate": challenge } });
};

/** Those that count for the account as it signs in. */
export const countingRoles = ({ roles, hasTwoStep }: Pick<Caller, "roles" | "hasTwoStep">): readonly Role[] =>
  hasTwoStep ? roles : roles.filter((role) => !TWO_STEP_ROLES.includes(role));

const refuseWithoutRole = (caller: Caller, wanted: readonly Role[]): void => {
  if (countingRoles(caller).some((role) => wanted.includes(role))) return;
  if (caller.roles.some((role) => wanted.includes(role))) {
    problem("two-step-required", {
      vi: "Vai trò này chỉ có hiệu lực khi tài khoản đã bật xác thực hai bước (trang Tài khoản).",
      en: "This role counts only once the account has two-step sign-in turned on (account page).",
    });
  }
  problem("forbidden", {
    vi: "Tài khoản của bạn không có vai trò cần cho việc này.",
    en: "Your account does not hold a role that this needs.",
  });
};

/**
 * A page of another site can make a browser send a request along with our cookie, but cannot make it hide where it comes from, nor
 * send JSON without asking first. Browsers leave out Sec-Fetch-Site over plain HTTP, where Origin says the same.
 */
const refuseForeign = (request: FastifyRequest): void => {
  const { "sec-fetch-site": site, origin, "content-type": type = "" } = request.headers;
  const isOwn = site === undefined ? origin !== undefined && isSameHost(origin, request.host) : site === "same-origin";
  if (!isOwn) {
    problem("foreign-request", {
      vi: "Yêu cầu thay đổi dữ liệu phải đến từ chính trang này; chương trình khác cần gửi tiêu đề Origin là địa chỉ máy chủ.",
      en: "A request that changes something must come from this site; a program must send its address as Origin.",
    });
  }
  if (request.method !== "DELETE" && !/^application\/json\s*(;|$)/i.test(type)) {
    problem(
      "invalid-request",
      { vi: "Cần Content-Type: application/json.", en: "Content-Type: application/json is needed." },
      { status: 415 },
    );
  }
};

/** Ports that a scheme implies may be left out on either side. */
const isSameHost = (origin: string, host: string): boolean => {
  if (!URL.canParse(origin)) return false;
  const { protocol, host: from } = new URL(origin);
  return URL.canParse(`${protocol}//${host}`) && new URL(`${protocol}//${host}`).host === from;
};
