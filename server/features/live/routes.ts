import type { ServerResponse } from "node:http";
import * as z from "zod/mini";
import { dataSet, type DataSet } from "#contracts/data-view.ts";
import { PUBLIC } from "#server/access.ts";
import { problem } from "#server/problems.ts";
import { type Api, readDataVersion, settingsOf } from "#server/route.ts";
import { SECURITY_HEADERS } from "#server/security-headers.ts";

/** Open maps show what was approved within two seconds. */
const LOOK_MS = 500;
/** Often enough that no proxy takes a quiet line for a dead one. */
const HEARTBEAT_LOOKS = 40;
const MOST_LISTENERS = 2_000;

const query = z.strictObject({ data: z.optional(dataSet) });

/**
 * `GET /api/live`: the version of the data as server-sent events, the present one at once and each new one when it is there. The
 * database is asked, not told: so it works alike on both, and whichever of several servers made the change.
 */
export const liveFeature = ({ app, db }: Api): void => {
  const channels = new Map<DataSet, Channel>();
  let isClosing = false;

  app.addHook("preClose", async () => {
    isClosing = true;
    for (const channel of channels.values()) channel.end();
  });

  app.get("/api/live", { compress: false, exposeHeadRoute: false, ...PUBLIC }, async (request, reply) => {
    const given = z.safeParse(query, request.query);
    if (!given.success) {
      return problem(
        "invalid-request",
        {
          vi: "Chỉ có tham số data, là published hoặc illustrative.",
          en: "The only parameter is data, published or illustrative.",
        },
        {
          errors: [
            {
              pointer: "/data",
              message: { vi: "cần một trong: published, illustrative", en: "expected one of published, illustrative" },
            },
          ],
        },
      );
    }
    const { data = "published" } = given.data;
    const listeners = [...channels.values()].reduce((sum, channel) => sum + channel.listeners, 0);
    if (listeners >= MOST_LISTENERS || isClosing) {
      return problem(
        "unavailable",
        { vi: "Máy chủ đang có quá nhiều bản đồ mở.", en: "Too many maps are open on this server." },
        { headers: { "retry-after": "30" } },
      );
    }
    let channel = channels.get(data);
    if (!channel) channels.set(data, (channel = new Channel(() => readDataVersion(db, settingsOf({ data })))));
    reply.hijack();
    channel.add(reply.raw);
    return reply;
  });
};

const HEADERS = {
  ...SECURITY_HEADERS,
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  // nginx would keep events back until its buffer is full.
  "x-accel-buffering": "no",
};

/** Those who listen to one data set; the database is asked while there are any. */
class Channel {
  readonly #read: () => Promise<string | undefined>;
  readonly #open = new Set<ServerResponse>();
  #version: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #looks = 0;

  constructor(read: () => Promise<string | undefined>) {
    this.#read = read;
  }

  get listeners(): number {
    return this.#open.size;
  }

  add(response: ServerResponse): void {
    response.writeHead(200, HEADERS);
    response.write("retry: 3000\n\n");
    this.#open.add(response);
    response.once("close", () => {
      this.#open.delete(response);
      if (this.#open.size === 0) this.#rest();
    });
    if (this.#timer) this.#tell([response]);
    else this.#look();
  }

  end(): void {
    for (const response of this.#open) response.end();
    this.#rest();
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#version = undefined;
  }

  #look(): void {
    this.#timer = setTimeout(() => this.#look(), LOOK_MS).unref();
    this.#looks += 1;
    if (this.#looks % HEARTBEAT_LOOKS === 0) for (const response of this.#open) response.write(":\n\n");
    void this.#read().then(
      (version) => {
        if (version === undefined || version === this.#version || !this.#timer) return;
        this.#version = version;
        this.#tell(this.#open);
      },
      // A database that does not answer now is asked again in a second.
      () => undefined,
    );
  }

  #tell(responses: Iterable<ServerResponse>): void {
    if (this.#version === undefined) return;
    const event = `event: version\ndata: ${JSON.stringify({ dataVersion: this.#version })}\n\n`;
    for (const response of responses) response.write(event);
  }
}
