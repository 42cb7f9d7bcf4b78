/** What the main thread and the database worker say to each other. One request at a time. */

import type { DbErrorFields } from "#server/db/port.ts";

export interface WorkerOptions {
  /** folder of the database files; created and initialised where it does not exist */
  folder: string;
}

export type WorkerRequest =
  | { op: "read"; opening: string; sql: string; params: (string | null)[] }
  | { op: "begin"; opening: string }
  | { op: "query"; sql: string; params: (string | null)[] }
  | { op: "script"; sql: string }
  | { op: "commit" }
  | { op: "rollback" }
  | { op: "close" };

export interface WorkerResult {
  rows: Record<string, unknown>[];
  rowCount: number;
  /** first word of the command tag; a commit of a failed transaction answers "ROLLBACK" */
  command: string;
}

export interface WorkerFailure {
  /**
   * `refused`: an error of the database, with its fields; `swallowed`: no result and no error;
   * `broken`: the engine itself crashed and must be restarted; `other`: a fault of our own code.
   */
  kind: "refused" | "swallowed" | "broken" | "other";
  message: string;
  stack?: string | undefined;
  fields?: DbErrorFields;
}

export type WorkerReply =
  | { id: number; ok: true; result: WorkerResult }
  | { id: number; ok: false; failure: WorkerFailure };

export type WorkerMessage =
  | { type: "ready" }
  | { type: "failed"; failure: WorkerFailure }
  | { type: "reply"; reply: WorkerReply };
