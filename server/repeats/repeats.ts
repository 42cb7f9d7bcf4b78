import type { FastifyRequest } from "fastify";
import { hashOf } from "#server/credentials/secrets.ts";
import type { Tx } from "#server/db/port.ts";
import { problem } from "#server/problems.ts";
import heldKeySql from "./held-key.sql?raw";
import holdKeySql from "./hold-key.sql?raw";
import keepAnswerSql from "./keep-answer.sql?raw";
import letGoSql from "./let-go.sql?raw";

/**
 * Writes that are made once however often they are sent with one `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header). The
 * key is held in the transaction that writes: it stands if and only if the write does.
 */
export type Repeatable = { readonly key: string; readonly hash: Buffer };

/** The write was made before; this is how it was answered. */
export class AlreadyDone extends Error {
  readonly answer: unknown;
  readonly etag: string | null;
  constructor(answer: unknown, etag: string | null) {
    super("the write was made before");
    this.answer = answer;
    this.etag = etag;
  }
}

/** Null without a key. @throws {Problem} 400 where it is none */
export const repeatableOf = (request: FastifyRequest): Repeatable | null => {
  const header = request.headers["idempotency-key"];
  if (header === undefined) return null;
  const key = Array.isArray(header) ? header.join() : header;
  if (!/^[!-~]{1,100}$/.test(key)) {
    const message = {
      vi: "Idempotency-Key cần từ 1 đến 100 ký tự ASCII nhìn thấy được",
      en: "Idempotency-Key must be of 1 to 100 visible ASCII characters",
    };
    problem("invalid-request", message, { errors: [{ pointer: "", message }] });
  }
  return { key, hash: hashOf(`${request.method} ${request.url} ${JSON.stringify(request.body ?? null)}`) };
};

/** Holds the key within the transaction that writes. @throws {AlreadyDone} @throws {Problem} 409, 422 */
export const holdKey = async (tx: Tx, { key, hash }: Repeatable): Promise<void> => {
  await tx.query(letGoSql, [key]);
  const { rows } = await tx.query(holdKeySql, [key, hash]);
  if (rows.length > 0) return;
  const [held] = (await tx.query<{ isSame: boolean; answer: unknown; etag: string | null }>(heldKeySql, [key, hash]))
    .rows;
  if (held && !held.isSame) {
    problem("key-reused", {
      vi: "Idempotency-Key này đã dùng cho một lần ghi khác; mỗi lần ghi cần khóa riêng.",
      en: "This Idempotency-Key was used for another write; each write needs a key of its own.",
    });
  }
  if (!held || held.answer === null) {
    problem(
      "conflict",
      {
        vi: "Lần ghi với khóa này đang chạy hoặc đã xong mà chưa kịp trả lời; hãy đọc lại dữ liệu.",
        en: "A write with this key is under way, or was made and not answered; read the data again.",
      },
      { headers: { "retry-after": "1" } },
    );
  }
  throw new AlreadyDone(held?.answer, held?.etag ?? null);
};

export const keepAnswer = async (tx: Tx, { key }: Repeatable, answer: unknown, etag: string | null): Promise<void> => {
  await tx.query(keepAnswerSql, [key, JSON.stringify(answer), etag]);
};
