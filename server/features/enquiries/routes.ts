import { randomBytes } from "node:crypto";
import { type Enquiry, eraseEnquiry, listEnquiries, moveEnquiry, sendEnquiry } from "#contracts/enquiries.ts";
import { ENQUIRY_STATES, type EnquiryState } from "#contracts/enquiry-states.ts";
import { accountRoute } from "#server/account-route.ts";
import { countEnquiry } from "#server/credentials/throttle.ts";
import { DbError, type Tx } from "#server/db/port.ts";
import { problem } from "#server/problems.ts";
import type { Api } from "#server/route.ts";
import { etagOf, heldVersion } from "#server/row-version.ts";
import countsSql from "./counts.sql?raw";
import eraseSql from "./erase.sql?raw";
import listSql from "./list.sql?raw";
import moveSql from "./move.sql?raw";
import takeSql from "./take.sql?raw";

const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
/** 50 bits, drawn: it tells neither how many enquiries there are nor whose this is. */
const newReceipt = (): string => Array.from(randomBytes(10), (byte) => LETTERS[byte % LETTERS.length]).join("");

/** Questions of investors about a site, and the board of those who answer them. */
export const enquiriesFeature = (api: Api): void => {
  const { db } = api;

  accountRoute(api, sendEnquiry, async ({ body }, { request }) => {
    await countEnquiry(db, request.ip);
    const receipt = newReceipt();
    const { siteId, asOf, language, name, organisation, contact, message } = body;
    const { rows } = await db.transaction({ role: "gatekeeper" }, (tx) =>
      tx.query<{ taken: boolean }>(takeSql, [receipt, siteId, asOf, language, name, organisation, contact, message]),
    );
    return rows[0]?.taken ? { receipt } : noSite(siteId);
  });

  accountRoute(api, listEnquiries, async ({ query: { state = null, siteId = null } }, { asCaller }) =>
    asCaller(async (tx) => {
      const { rows } = await tx.query<{ enquiry: Enquiry }>(listSql, [state, siteId, null]);
      const counted = await tx.query<{ state: EnquiryState; count: number }>(countsSql, [siteId]);
      const counts = new Map(counted.rows.map(({ state: of, count }) => [of, count]));
      return {
        items: rows.map(({ enquiry }) => enquiry),
        counts: Object.fromEntries(ENQUIRY_STATES.map((of) => [of, counts.get(of) ?? 0])),
      };
    }),
  );

  for (const [endpoint, sql] of [
    [moveEnquiry, moveSql],
    [eraseEnquiry, eraseSql],
  ] as const) {
    accountRoute(api, endpoint, async ({ params: { id }, body }, { asCaller, request, reply }) => {
      const version = heldVersion(request.headers["if-match"]);
      const moved = "state" in body ? [body.state, body.note] : [];
      const enquiry = await asCaller(async (tx) => {
        const written = await tx.query(sql, [id, version, ...moved]).catch(refuseErased);
        const now = await readOne(tx, id);
        return written.rows.length > 0 ? now : changedSince(now);
      });
      reply.header("etag", etagOf(enquiry));
      return enquiry;
    });
  }
};

const readOne = async (tx: Tx, id: number): Promise<Enquiry> =>
  (await tx.query<{ enquiry: Enquiry }>(listSql, [null, null, id])).rows[0]?.enquiry ?? noEnquiry();

const refuseErased = (error: unknown): never => {
  if (!(error instanceof DbError) || error.constraint !== "enquiry_is_erased") throw error;
  return problem(
    "conflict",
    {
      vi: "Câu hỏi này đã được xóa nội dung, không sửa được nữa.",
      en: "This enquiry was erased and cannot be changed any more.",
    },
    { cause: error },
  );
};

const changedSince = (now: Enquiry): never =>
  problem(
    "version-conflict",
    {
      vi: "Câu hỏi này đã có người xử lý sau khi bạn đọc; hãy xem lại rồi ghi.",
      en: "Somebody moved this enquiry on after you read it; look again, then write.",
    },
    { members: { current: now, fields: [] }, headers: { etag: etagOf(now) } },
  );

const noEnquiry = (): never => problem("not-found", { vi: "Không có câu hỏi này.", en: "There is no such enquiry." });

const noSite = (id: string): never => {
  const message = { vi: `không có địa điểm “${id}”`, en: `there is no site “${id}”` };
  return problem("invalid-request", message, { errors: [{ pointer: "/siteId", message }] });
};
