import { createHash, randomBytes } from "node:crypto";

const SECRET_BYTES = 32;

/** 256 random bits as text, and what is kept of them. */
export const newSecret = (prefix = ""): { readonly value: string; readonly hash: Buffer } => {
  const value = prefix + randomBytes(SECRET_BYTES).toString("base64url");
  return { value, hash: hashOf(value) };
};

/** SHA-256: of a secret that nobody chose, a slow hash would protect nothing more. */
export const hashOf = (value: string): Buffer => createHash("sha256").update(value).digest();
