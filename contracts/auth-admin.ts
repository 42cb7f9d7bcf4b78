import * as z from "zod/mini";
import { displayName, heldGrant, instant, login, newPassword, whoami } from "./auth.ts";
import { endpoint } from "./endpoint.ts";
import { role, scope } from "./roles.ts";
import { slug } from "./units.ts";

const nothing = z.object({});
const byId = z.object({ id: z.uuid() });

/** A link that works once. The code stands behind `#`, which browsers send to nobody. */
const madeLink = z.object({ path: z.string(), expiresAt: instant });

export const listedAccount = z.object({
  id: z.uuid(),
  login,
  displayName: z.string(),
  hasPassword: z.boolean(),
  hasTwoStep: z.boolean(),
  createdAt: instant,
  disabledAt: z.nullable(instant),
  lastSeenAt: z.nullable(instant),
  grants: z.array(heldGrant),
});

export const accounts = endpoint({
  name: "accounts",
  method: "GET",
  path: "/api/accounts",
  access: ["admin"],
  summary: "All accounts with their roles",
  params: nothing,
  query: z.strictObject({}),
  output: z.object({ items: z.array(listedAccount) }),
});

export const inviteAccount = endpoint({
  name: "inviteAccount",
  method: "POST",
  path: "/api/accounts",
  access: ["admin"],
  summary: "Make an account with its first role, and the link by which its owner chooses a password",
  params: nothing,
  query: z.strictObject({}),
  body: z.strictObject({ login, displayName, role, scope }),
  output: z.object({ accountId: z.uuid(), link: madeLink }),
});

export const switchAccount = endpoint({
  name: "switchAccount",
  method: "PUT",
  path: "/api/accounts/:id/state",
  access: ["admin"],
  summary: "Disable an account, which ends its sessions and tokens at once, or enable it again",
  params: byId,
  query: z.strictObject({}),
  body: z.strictObject({ isDisabled: z.boolean() }),
  output: nothing,
});

export const linkForAccount = endpoint({
  name: "linkForAccount",
  method: "POST",
  path: "/api/accounts/:id/link",
  access: ["admin"],
  summary: "A new link by which the owner of an account chooses a password; earlier ones end",
  params: byId,
  query: z.strictObject({}),
  body: z.strictObject({ resetsTwoStep: z.boolean() }),
  output: z.object({ link: madeLink }),
});

export const grantRole = endpoint({
  name: "grantRole",
  method: "POST",
  path: "/api/accounts/:id/grants",
  access: ["admin"],
  summary: "Give an account a role, everywhere or in one place",
  params: byId,
  query: z.strictObject({}),
  body: z.strictObject({ role, scope }),
  output: z.object({ grantId: z.uuid() }),
});

export const revokeGrant = endpoint({
  name: "revokeGrant",
  method: "DELETE",
  path: "/api/grants/:id",
  access: ["admin"],
  summary: "Take a role back",
  params: byId,
  query: z.strictObject({}),
  output: nothing,
});

const place = z.object({ id: slug, nameVi: z.string(), nameEn: z.string() });

export const scopes = endpoint({
  name: "scopes",
  method: "GET",
  path: "/api/scopes",
  access: ["admin"],
  summary: "Sites and communes that a role can be limited to",
  params: nothing,
  query: z.strictObject({}),
  output: z.object({ sites: z.array(place), communes: z.array(place) }),
});

const code = z.string().check(z.minLength(1), z.maxLength(100));

export const linkState = endpoint({
  name: "linkState",
  method: "POST",
  path: "/api/link",
  access: "public",
  summary: "What a one-time link is for; the code is sent in the body, so that no log keeps it",
  params: nothing,
  query: z.strictObject({}),
  body: z.strictObject({ code }),
  output: z.object({
    purpose: z.enum(["first-admin", "invitation", "password-reset", "upload"]),
    login: z.nullable(login),
    displayName: z.nullable(z.string()),
    expiresAt: instant,
  }),
});

export const redeemLink = endpoint({
  name: "redeemLink",
  method: "POST",
  path: "/api/link/password",
  access: "public",
  summary: "Choose a password by a one-time link and be signed in; the first administrator chooses a name as well",
  params: nothing,
  query: z.strictObject({}),
  body: z.strictObject({
    code,
    login: z.optional(login),
    displayName: z.optional(displayName),
    newPassword,
  }),
  output: whoami,
});
