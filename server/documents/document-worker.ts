/** A thread that makes documents: work that would keep the server from answering anything else. */

import { serveThread } from "#server/serve-thread.ts";
import type { DocumentRequest } from "./document-thread.ts";
import { makeDocument } from "./make-document.ts";

serveThread(async ({ format, content }: DocumentRequest) => ({ bytes: await makeDocument(format, content) }));
