/** A thread that makes documents: work that would keep the server from answering anything else. */

import { serveThread } from "#server/serve-thread.ts";
import type { DocumentRequest } from "./document-thread.ts";
import { makeDocument, makeLetter } from "./make-document.ts";
import { paintPicture } from "./picture.ts";
import { writeSheets } from "./sheet-pdf.ts";

const make = (request: DocumentRequest, progress: (share: number) => void): Promise<Uint8Array> | Uint8Array => {
  if ("book" in request) return writeSheets(request.book, progress);
  if ("picture" in request) return paintPicture(request.picture);
  return "letter" in request
    ? makeLetter(request.format, request.letter)
    : makeDocument(request.format, request.content);
};

serveThread(async (request: DocumentRequest, progress) => ({ bytes: await make(request, progress) }));
