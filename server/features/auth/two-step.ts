import { randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import type { Tx } from "#server/db/port.ts";
import acceptStepSql from "./sql/accept-step.sql?raw";
import useRecoveryCodeSql from "./sql/use-recovery-code.sql?raw";
import { hashOf } from "#server/credentials/secrets.ts";

const STEP_SECONDS = 30;
const SECRET_BYTES = 20;
/** Steps before and after the present one whose codes are taken: clocks of telephones are that far off. */
const WINDOW = 1;
const RECOVERY_CODES = 10;

/** As every authenticator app reads it: SHA-1, six digits, thirty seconds. */
const totpOf = (secret: Uint8Array, login: string): TOTP =>
  new TOTP({
    issuer: "Vĩnh Long",
    label: login,
    algorithm: "SHA1",
    digits: 6,
    period: STEP_SECONDS,
    secret: new Secret({ buffer: new Uint8Array(secret).buffer }),
  });

export const newTwoStep = (login: string): { secret: Buffer; text: string; uri: string } => {
  const secret = randomBytes(SECRET_BYTES);
  const totp = totpOf(secret, login);
  return { secret, text: totp.secret.base32, uri: totp.toString() };
};

const plainCode = (code: string): string => code.replaceAll(/[\s-]/g, "").toLowerCase();

/** Step whose code this is, null when it is of none near now. */
export const stepOf = (secret: Uint8Array, code: string, nowMs = Date.now()): number | null => {
  const token = plainCode(code);
  if (!/^\d{6}$/.test(token)) return null;
  const delta = totpOf(secret, "").validate({ token, window: WINDOW, timestamp: nowMs });
  return delta === null ? null : Math.floor(nowMs / 1000 / STEP_SECONDS) + delta;
};

/** Sixteen letters and digits, 80 bits: to be written down once. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () =>
    new Secret({ buffer: new Uint8Array(randomBytes(10)).buffer }).base32
      .toLowerCase()
      .replaceAll(/(.{4})(?=.)/g, "$1-"),
  );

export const hashOfRecoveryCode = (code: string): Buffer => hashOf(plainCode(code));

type Proven = { readonly id: string; readonly totpSecret: Uint8Array | null };

/** Whether a code of the authenticator or a recovery code is good, which uses it up. Within a transaction of the gatekeeper. */
export const acceptCode = async (tx: Tx, account: Proven, code: string, address: string): Promise<boolean> => {
  const step = account.totpSecret && stepOf(account.totpSecret, code);
  if (step !== null) return (await tx.query(acceptStepSql, [account.id, step])).rows.length === 1;
  return (await tx.query(useRecoveryCodeSql, [account.id, hashOfRecoveryCode(code), address])).rows.length === 1;
};
