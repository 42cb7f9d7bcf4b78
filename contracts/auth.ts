import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { MIN_PASSWORD_LENGTH } from "./password-length.ts";
import { role } from "./roles.ts";
import { nfcText, slug } from "./units.ts";

/** An instant as `2026-06-30T07:00:00.000Z`. */
export const instant = z.iso.datetime();

/** As it is typed to sign in: folded, so that a phone's capital at the beginning does not matter. */
const typedLogin = z.string().check(z.minLength(1), z.maxLength(200));
/** No rule on what it is made of; the server refuses what is easily guessed. */
export const newPassword = z.string().check(z.minLength(MIN_PASSWORD_LENGTH), z.maxLength(200));
const password = z.string().check(z.minLength(1), z.maxLength(200));
/** Six digits of an authenticator, or a recovery code; blanks do not matter. */
const twoStepCode = z.string().check(z.minLength(6), z.maxLength(30));

/** A name to sign in with: lower-case letters, digits, dots, hyphens; or an e-mail address. */
export const login = z.string().check(
  z.minLength(2),
  z.maxLength(64),
  z.refine(
    (text) => /^[\p{Ll}\p{Lo}\p{N}][\p{Ll}\p{Lo}\p{N}.@_-]+$/u.test(text) && text === text.normalize("NFC"),
    "login",
  ),
);
export const displayName = nfcText.check(z.maxLength(100));

export const heldGrant = z.object({
  id: z.uuid(),
  role,
  siteId: z.nullable(slug),
  communeId: z.nullable(slug),
  /** Name of the site or commune; null: everywhere. */
  scopeNameVi: z.nullable(z.string()),
  scopeNameEn: z.nullable(z.string()),
  grantedAt: instant,
});

/** Whoever asks, as the server knows them. */
export const whoami = z.object({
  /** Null where nobody is signed in. */
  account: z.nullable(
    z.object({
      id: z.uuid(),
      login,
      displayName: z.string(),
      hasTwoStep: z.boolean(),
      /** Holds a role that counts only with the second step, which is not set up. */
      needsTwoStep: z.boolean(),
      grants: z.array(heldGrant),
      recoveryCodesLeft: z.int(),
    }),
  ),
});

const nothing = z.object({});

export const currentSession = endpoint({
  name: "currentSession",
  method: "GET",
  path: "/api/session",
  access: "public",
  allowsToken: true,
  summary: "Who is signed in, in which roles and where",
  params: nothing,
  query: z.strictObject({}),
  output: whoami,
});

export const signIn = endpoint({
  name: "signIn",
  method: "POST",
  path: "/api/session",
  access: "public",
  summary: "Sign in; where the account has a second step, the same again with its code",
  params: nothing,
  query: z.strictObject({}),
  body: z.strictObject({ login: typedLogin, password, code: z.optional(twoStepCode) }),
  output: whoami,
});

export const signOut = endpoint({
  name: "signOut",
  method: "DELETE",
  path: "/api/session",
  access: "public",
  summary: "Sign out here",
  params: nothing,
  query: z.strictObject({}),
  output: whoami,
});

export const changePassword = endpoint({
  name: "changePassword",
  method: "PUT",
  path: "/api/account/password",
  access: "account",
  summary: "Change the own password, which ends all other sessions",
  params: nothing,
  query: z.strictObject({}),
  body: z.strictObject({ currentPassword: password, newPassword }),
  output: nothing,
});

export const beginTwoStep = endpoint({
  name: "beginTwoStep",
  method: "POST",
  path: "/api/account/two-step",
  access: "account",
  summary: "Begin to set up the second step: a new secret, which counts once a code of it was given",
  params: nothing,
  query: z.strictObject({}),
  body: z.strictObject({ password }),
  output: z.object({ secret: z.string(), uri: z.string() }),
});

export const confirmTwoStep = endpoint({
  name: "confirmTwoStep",
  method: "PUT",
  path: "/api/account/two-step",
  access: "account",
  summary: "Turn the second step on by a code; answers the recovery codes, which are shown this once",
  params: nothing,
  query: z.strictObject({}),
  body: z.strictObject({ code: twoStepCode }),
  output: z.object({ recoveryCodes: z.array(z.string()) }),
});

export const endTwoStep = endpoint({
  name: "endTwoStep",
  method: "POST",
  path: "/api/account/two-step/end",
  access: "account",
  summary: "Turn the second step off; not for roles that need it",
  params: nothing,
  query: z.strictObject({}),
  body: z.strictObject({ password, code: twoStepCode }),
  output: nothing,
});

export const ownSession = z.object({
  id: z.uuid(),
  createdAt: instant,
  lastSeenAt: instant,
  expiresAt: instant,
  userAgent: z.nullable(z.string()),
  isCurrent: z.boolean(),
});

export const ownSessions = endpoint({
  name: "ownSessions",
  method: "GET",
  path: "/api/sessions",
  access: "account",
  summary: "Where the own account is signed in",
  params: nothing,
  query: z.strictObject({}),
  output: z.object({ items: z.array(ownSession) }),
});

export const signOutEverywhere = endpoint({
  name: "signOutEverywhere",
  method: "DELETE",
  path: "/api/sessions",
  access: "account",
  summary: "Sign out everywhere, here too",
  params: nothing,
  query: z.strictObject({}),
  output: nothing,
});

export const endSession = endpoint({
  name: "endSession",
  method: "DELETE",
  path: "/api/sessions/:id",
  access: "account",
  summary: "End one of the own sessions",
  params: z.object({ id: z.uuid() }),
  query: z.strictObject({}),
  output: nothing,
});

const MAX_TOKEN_DAYS = 365;

export const ownToken = z.object({
  id: z.uuid(),
  name: z.string(),
  createdAt: instant,
  expiresAt: instant,
  lastUsedAt: z.nullable(instant),
});

export const ownTokens = endpoint({
  name: "ownTokens",
  method: "GET",
  path: "/api/tokens",
  access: "account",
  summary: "Own tokens for QGIS, Excel and other programs, without their values",
  params: nothing,
  query: z.strictObject({}),
  output: z.object({ items: z.array(ownToken) }),
});

export const makeToken = endpoint({
  name: "makeToken",
  method: "POST",
  path: "/api/tokens",
  access: "account",
  summary: "Make a token that reads as the own account does; its value is shown this once",
  params: nothing,
  query: z.strictObject({}),
  body: z.strictObject({ name: displayName, days: z.int().check(z.gte(1), z.lte(MAX_TOKEN_DAYS)) }),
  output: z.object({ token: ownToken, value: z.string() }),
});

export const endToken = endpoint({
  name: "endToken",
  method: "DELETE",
  path: "/api/tokens/:id",
  access: "account",
  summary: "Revoke one of the own tokens",
  params: z.object({ id: z.uuid() }),
  query: z.strictObject({}),
  output: nothing,
});
