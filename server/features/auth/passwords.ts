import { type Algorithm, hash, verify } from "@node-rs/argon2";
import PQueue from "p-queue";
import { MIN_PASSWORD_LENGTH } from "#contracts/password-length.ts";
import type { Text } from "#server/problems.ts";
import { COMMON_PASSWORDS } from "./common-passwords.ts";

// The package's enum exists at compile time only; 2 is argon2id.
const ARGON2ID = 2 as Algorithm.Argon2id;
/** OWASP's first recommendation: 19 MiB, two passes, one lane; about 15 ms here. */
const OPTIONS = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Threads of the pool that hashing may hold: the rest stays free for files and compression. */
const turns = new PQueue({ concurrency: 2 });

/** The same letters may be typed as one or as two code points. */
const asTyped = (password: string): string => password.normalize("NFC");

/** Off the main thread, so that answers to others do not wait. */
export const hashPassword = (password: string): Promise<string> => turns.add(() => hash(asTyped(password), OPTIONS));

/** Of no password: compared with where there is no account, so that it takes as long. */
let decoy: Promise<string> | undefined;

export const verifyPassword = async (encoded: string | null, password: string): Promise<boolean> => {
  decoy ??= hashPassword("nobody's");
  const against = encoded ?? (await decoy);
  const isRight = await turns.add(() => verify(against, asTyped(password)));
  return isRight && encoded !== null;
};

const folded = (text: string): string =>
  text
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/[\s._@-]/g, "");

/** Why a password is refused; null when it is good. Only what is guessed first is: no rule on what it is made of. */
export const weakness = (password: string, login: string, displayName: string): Text | null => {
  const plain = folded(password);
  if (asTyped(password).length < MIN_PASSWORD_LENGTH) {
    return {
      vi: `mật khẩu cần ít nhất ${MIN_PASSWORD_LENGTH} ký tự`,
      en: `a password has at least ${MIN_PASSWORD_LENGTH} characters`,
    };
  }
  if (plain === folded(login) || plain === folded(displayName)) {
    return { vi: "mật khẩu không được trùng tên của bạn", en: "the password must not be your name" };
  }
  if (new Set(plain).size < 4 || COMMON_PASSWORDS.has(plain)) {
    return {
      vi: "mật khẩu này quá dễ đoán; hãy dùng vài từ không liên quan nhau",
      en: "this password is easily guessed; take a few words that have nothing to do with each other",
    };
  }
  return null;
};
