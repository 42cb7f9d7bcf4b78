/** A thread that makes documents: work that would keep the server from answering anything else. */

import { serveThread } from "#server/serve-thread.ts";
import type { DocumentRequest } from "./document-thread.ts";
import { makeDocument, makeLetter } from "./make-document.ts";

serveThread(async (request: DocumentRequest) => ({
  bytes: await ("letter" in request
    ? makeLetter(request.format, request.letter)
    : makeDocument(request.format, request.content)),
}));
