import { isIPv6 } from "node:net";
import type { Db } from "#server/db/port.ts";
import { problem, type Text } from "#server/problems.ts";
import { hashOf } from "./secrets.ts";
import forgetSql from "./forget-attempts.sql?raw";
import lockSql from "./lock-attempts.sql?raw";
import reserveSql from "./reserve-attempt.sql?raw";

const WINDOW_SECONDS = 15 * 60;
const MOST_PER_ACCOUNT = 10;
/** More than of one account: a whole office may stand behind one address. */
const MOST_PER_ADDRESS = 40;

const keyOf = (kind: "account" | "address", what: string): string => hashOf(`${kind}:${what}`).toString("hex");

/** Of IPv6 the first four groups: whoever has one address has all of such a network. */
export const networkOf = (address: string): string => {
  if (!isIPv6(address) || address.startsWith("::ffff:")) return address.replace("::ffff:", "");
  const [head = "", tail] = address.split("%", 1)[0]!.split("::");
  const groups = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const missing = tail === undefined ? 0 : 8 - groups.length - after.length;
  return [...groups, ...Array.from({ length: missing }, () => "0"), ...after].slice(0, 4).join(":");
};

type Attempt = {
  /** It was right: nothing that was tried before counts against the account any longer. */
  readonly succeeded: () => Promise<void>;
  /** It was neither right nor wrong: it does not count, what was tried before does. */
  readonly returned: () => Promise<void>;
};

const reserve = async (
  db: Db,
  keys: readonly string[],
  most: readonly number[],
  say: (minutes: number) => Text,
): Promise<readonly number[]> => {
  const { rows } = await db.transaction({ role: "gatekeeper" }, async (tx) => {
    await tx.query(lockSql, [keys]);
    return tx.query<{ waitSeconds: number; ids: number[] }>(reserveSql, [keys, most, WINDOW_SECONDS]);
  });
  const { waitSeconds = 0, ids = [] } = rows[0] ?? {};
  if (waitSeconds > 0) {
    problem("too-many-attempts", say(Math.ceil(waitSeconds / 60)), {
      headers: { "retry-after": String(waitSeconds) },
    });
  }
  return ids;
};

/** Enquiries are few; more than these come from a machine. */
const MOST_ENQUIRIES_PER_ADDRESS = 10;
const MOST_ENQUIRIES = 200;

/** Counts an enquiry by address and over all. @throws {Problem} 429 with the seconds to wait */
export const countEnquiry = async (db: Db, address: string): Promise<void> => {
  const keys = [hashOf(`enquiry:${networkOf(address)}`).toString("hex"), hashOf("enquiry").toString("hex")];
  await reserve(db, keys, [MOST_ENQUIRIES_PER_ADDRESS, MOST_ENQUIRIES], (minutes) => ({
    vi: `Đã có quá nhiều câu hỏi được gửi; xin gửi lại sau ${minutes} phút.`,
    en: `Too many enquiries were sent; send it again in ${minutes} min.`,
  }));
};

/**
 * Counts a try before it is made, so that many at once do not all pass. Kept in the database: a restart or a second server must
 * not give an attacker as many tries again.
 * @param account login as typed, also of nobody, so that the answer does not tell which exist; null for links
 * @throws {Problem} 429 with the seconds to wait
 */
export const beginAttempt = async (db: Db, account: string | null, address: string): Promise<Attempt> => {
  const accountKey = account === null ? null : keyOf("account", account);
  const keys = [...(accountKey === null ? [] : [accountKey]), keyOf("address", networkOf(address))];
  const most = [...(accountKey === null ? [] : [MOST_PER_ACCOUNT]), MOST_PER_ADDRESS];
  const ids = await reserve(db, keys, most, (minutes) => ({
    vi: `Đã thử sai quá nhiều lần; xin thử lại sau ${minutes} phút.`,
    en: `There were too many wrong attempts; try again in ${minutes} min.`,
  }));
  const forget = async (key: string | null): Promise<void> => {
    await db.transaction({ role: "gatekeeper" }, (tx) => tx.query(forgetSql, [ids, key ?? ""]));
  };
  return { succeeded: () => forget(accountKey), returned: () => forget(null) };
};
