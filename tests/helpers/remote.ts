/** Requests to a server that runs by itself, asked and answered as those to one in this process. */

import { request } from "node:http";
import type { LightMyRequestResponse } from "fastify";
import type { Asked } from "./accounts.ts";

export const askOver =
  (baseUrl: string): Asked["app"]["inject"] =>
  (asked) => {
    const { method = "GET", url = "/", headers, payload } = typeof asked === "string" ? { url: asked } : asked;
    return new Promise((resolve, reject) => {
      const body = payload === undefined ? undefined : JSON.stringify(payload);
      const sent = request(new URL(url as string, baseUrl), {
        method,
        headers: {
          ...(headers as Record<string, string>),
          ...(body && { "content-type": "application/json", "content-length": Buffer.byteLength(body) }),
        },
      });
      sent.on("error", reject).on("response", (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part)).on("error", reject);
        response.on("end", () => {
          const rawPayload = Buffer.concat(parts);
          const text = rawPayload.toString("utf8");
          // Only what suites read of an answer.
          resolve({
            statusCode: response.statusCode ?? 0,
            headers: response.headers,
            rawPayload,
            body: text,
            payload: text,
            json: () => JSON.parse(text) as unknown,
          } as unknown as LightMyRequestResponse);
        });
      });
      sent.end(body);
    });
  };
