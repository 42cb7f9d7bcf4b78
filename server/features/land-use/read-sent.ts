import { problem } from "#server/problems.ts";
import type { FileContent } from "#server/vector-files/read/features.ts";
import { FileRefusal, sentenceOf } from "#server/vector-files/read/refusals.ts";
import type { ReadThread } from "#server/vector-files/read-thread.ts";

type SentFile = { readonly file: string; readonly fileName: string; readonly layer?: string | null | undefined };

/** Reads a file that came as base64. @throws {Problem} 400 with the reason why it is not taken */
export const readSent = async (
  reader: ReadThread,
  { file, fileName, layer = null }: SentFile,
): Promise<FileContent> => {
  try {
    return await reader.read({ bytes: Buffer.from(file, "base64"), fileName, layer });
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    const message = sentenceOf(error.code, error.where);
    return problem(
      "invalid-request",
      { vi: `Không nhận tệp này: ${message.vi}.`, en: `The file is not taken: ${message.en}.` },
      { errors: [{ pointer: "/file", message }], members: { code: error.code }, cause: error },
    );
  }
};
