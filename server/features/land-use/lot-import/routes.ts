import { checkImport, listImports, undoImport, writeImport } from "#contracts/land-import.ts";
import { accountRoute } from "#server/account-route.ts";
import type { Tx } from "#server/db/port.ts";
import { problem } from "#server/problems.ts";
import type { Api } from "#server/route.ts";
import type { ReadThread } from "#server/vector-files/read-thread.ts";
import { readSent } from "../read-sent.ts";
import { explainRefusal } from "../refusals.ts";
import { landSettings } from "../row-routes.ts";
import holdChainSql from "../sql/hold-chain.sql?raw";
import obstaclesSql from "../sql/import-obstacles.sql?raw";
import importsSql from "../sql/imports.sql?raw";
import undoImportSql from "../sql/undo-import.sql?raw";
import writeImportSql from "../sql/write-import.sql?raw";
import { checkFile, type Checked, type Sent, siteOf } from "./check.ts";

const importOf = async (tx: Tx, id: number): Promise<unknown> => (await tx.query(importsSql, [id, null])).rows[0];

/** Written is what was seen, and where the lots lie was confirmed by somebody wherever the file leaves a doubt. */
const refuseUnseen = (
  checked: Checked,
  sent: Sent & { readonly token: string; readonly isOnlyValid: boolean },
): void => {
  const refuse = (pointer: string, vi: string, en: string) =>
    problem("invalid-request", { vi: `${vi}.`, en: `${en}.` }, { errors: [{ pointer, message: { vi, en } }] });
  const isDoubtful = checked.where !== null && (checked.crsInFile === null || checked.where.verdict === "mistake");
  if (isDoubtful && (sent.crs === undefined || sent.crs === null))
    refuse("/crs", "hãy xác nhận hệ tọa độ của tệp", "confirm the coordinate system of the file");
  if (checked.token !== sent.token) {
    problem("conflict", {
      vi: "Số liệu đã đổi từ khi kiểm tra tệp; hãy kiểm tra lại rồi ghi.",
      en: "The data changed since the file was checked; check it again, then write it.",
    });
  }
  if (checked.counts.faulty > 0 && !sent.isOnlyValid)
    refuse(
      "/file",
      `còn ${checked.counts.faulty} dòng chưa đúng nên chưa ghi gì`,
      `${checked.counts.faulty} rows are not right, so nothing was written`,
    );
  if (checked.counts.new + checked.counts.changed === 0)
    refuse("/file", "tệp không có gì để ghi", "the file has nothing to write");
};

const OBSTACLES: Readonly<Record<string, { vi: string; en: string }>> = {
  removed: { vi: "đã bị xóa", en: "was removed" },
  changed: { vi: "đã được sửa sau khi nhập", en: "was changed since" },
  descended: { vi: "đã tách hoặc gộp", en: "was split or merged" },
  used: { vi: "đã có sự kiện, hợp đồng hoặc vướng mắc", en: "has events, leases or obstacles" },
};

const MOST_TOLD = 50;
const refuseUndo = (obstacles: readonly { code: string; reason: string }[]): void => {
  if (obstacles.length === 0) return;
  problem(
    "conflict",
    {
      vi: `Không hoàn tác được: ${obstacles.length} lô không còn như lúc nhập.`,
      en: `It cannot be undone: ${obstacles.length} lots are no longer as they were imported.`,
    },
    {
      errors: obstacles.slice(0, MOST_TOLD).map(({ code, reason }) => ({
        pointer: "/id",
        message: { vi: `lô ${code} ${OBSTACLES[reason]?.vi}`, en: `lot ${code} ${OBSTACLES[reason]?.en}` },
      })),
    },
  );
};

export const importRoutes = (api: Api, reader: ReadThread): void => {
  accountRoute(api, checkImport, async ({ query, body }, { asCaller }) => {
    // Whoever may not edit there has no file read.
    await asCaller((tx) => siteOf(tx, body.siteId), landSettings(query));
    const content = await readSent(reader, body);
    const { checked } = await asCaller((tx) => checkFile(tx, content, body), landSettings(query));
    return checked;
  });

  accountRoute(api, writeImport, async ({ query, body }, { asCaller }) => {
    await asCaller((tx) => siteOf(tx, body.siteId), landSettings(query));
    const content = await readSent(reader, body);
    return asCaller(async (tx) => {
      await tx.query(holdChainSql);
      const { checked, writes } = await checkFile(tx, content, body);
      refuseUnseen(checked, body);
      const { rows } = await tx.query<{ id: number }>(writeImportSql, [
        body.siteId,
        body.fileName,
        content.layer ?? content.format,
        JSON.stringify(writes),
      ]);
      return importOf(tx, Number(rows[0]!.id));
    }, landSettings(query)).catch(explainRefusal);
  });

  accountRoute(api, listImports, async ({ query }, { asCaller }) => ({
    items: (await asCaller((tx) => tx.query(importsSql, [null, query.siteId ?? null]), landSettings(query))).rows,
  }));

  accountRoute(api, undoImport, async ({ params, query }, { asCaller }) =>
    asCaller(async (tx) => {
      await tx.query(holdChainSql);
      if (!(await importOf(tx, params.id)))
        return problem("not-found", {
          vi: "Không có lần nhập này trong phạm vi của bạn.",
          en: "There is no import of that id that you may see.",
        });
      const { rows } = await tx.query<{ code: string; reason: string }>(obstaclesSql, [params.id]);
      const { undoneAt } = (await importOf(tx, params.id)) as { undoneAt: string | null };
      if (undoneAt === null) refuseUndo(rows);
      await tx.query(undoImportSql, [params.id]);
      return importOf(tx, params.id);
    }, landSettings(query)).catch(explainRefusal),
  );
};
