import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";
import { preferred } from "#server/negotiate.ts";

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** Below this the headers weigh more than what compression saves. */
const MIN_COMPRESSED_BYTES = 1024;

/** The body of a 200 answer with its validator; compressed forms are made once, when first asked for. */
export class Representation {
  readonly body: Buffer;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly #compressed = new Map<"br" | "gzip", Promise<Buffer>>();

  /** `tagOf`: what the validator is made of, where part of the content says nothing, such as the moment it was made. */
  constructor(
    content: string | Uint8Array,
    { headers = {}, tagOf }: { headers?: Readonly<Record<string, string>>; tagOf?: string } = {},
  ) {
    this.headers = headers;
    this.body =
      typeof content === "string"
        ? Buffer.from(content)
        : Buffer.from(content.buffer, content.byteOffset, content.length);
    // Weak, because the same tag stands for the plain and the compressed bytes.
    this.etag = `W/"${createHash("sha256")
      .update(tagOf ?? this.body)
      .digest("base64url")
      .slice(0, 22)}"`;
  }

  compressed(encoding: "br" | "gzip"): Promise<Buffer> {
    const made = this.#compressed.get(encoding);
    if (made) return made;
    const making =
      encoding === "br"
        ? compressBrotli(this.body, {
            params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: this.body.length },
          })
        : compressGzip(this.body);
    this.#compressed.set(encoding, making);
    return making;
  }
}

/**
 * Answers with the representation, or 304 where the client holds it already. Clients may keep it but must ask each time.
 * `isPacked`: its format is compressed in itself.
 */
export const sendRepresentation = async (
  representation: Representation,
  type: string,
  request: FastifyRequest,
  reply: FastifyReply,
  { isPacked = false } = {},
): Promise<FastifyReply> => {
  reply.headers({ etag: representation.etag, "cache-control": "no-cache", vary: "accept-encoding" });
  reply.headers(representation.headers);
  if (isHeldBy(request.headers["if-none-match"], representation.etag)) return reply.code(304).send();
  reply.type(type);
  const encoding =
    isPacked || representation.body.length < MIN_COMPRESSED_BYTES
      ? "identity"
      : preferred(request.headers["accept-encoding"], ["identity", "br", "gzip"]);
  if (encoding === "identity") return reply.send(representation.body);
  return reply.header("content-encoding", encoding).send(await representation.compressed(encoding));
};

export const isHeldBy = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch !== undefined &&
  (ifNoneMatch.trim() === "*" ||
    ifNoneMatch.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag.replace(/^W\//, "")));

/**
 * Answers kept in memory for as long as the data version does not change. All answers of the API are functions of the
 * request and the loaded data, so nothing else has to invalidate them.
 */
export class AnswerCache {
  readonly #answers = new Map<
    string,
    { readonly version: string; readonly representation: Promise<Representation>; bytes: number }
  >();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  async answer(
    key: string,
    version: string,
    make: () => Promise<string | Uint8Array | Representation>,
  ): Promise<Representation> {
    const kept = this.#answers.get(key);
    if (kept?.version === version) {
      // Moved to the end: the map's order is the order of last use.
      this.#answers.delete(key);
      this.#answers.set(key, kept);
      return kept.representation;
    }
    this.#drop(key);
    const entry = {
      version,
      representation: make().then((made) => (made instanceof Representation ? made : new Representation(made))),
      bytes: 0,
    };
    this.#answers.set(key, entry);
    try {
      const representation = await entry.representation;
      if (this.#answers.get(key) === entry) {
        entry.bytes = representation.body.length;
        this.#bytes += entry.bytes;
        this.#shrink();
      }
      return representation;
    } catch (error) {
      if (this.#answers.get(key) === entry) this.#drop(key);
      throw error;
    }
  }

  #drop(key: string): void {
    this.#bytes -= this.#answers.get(key)?.bytes ?? 0;
    this.#answers.delete(key);
  }

  #shrink(): void {
    for (const [key, { bytes }] of this.#answers) {
      if (this.#bytes <= this.#maxBytes) return;
      if (bytes > 0) this.#drop(key);
    }
  }
}
