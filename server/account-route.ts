import type { FastifyReply, FastifyRequest } from "fastify";
import * as z from "zod/mini";
import type { Access, Endpoint } from "#contracts/endpoint.ts";
import type { Caller } from "#server/access.ts";
import type { Settings, Tx } from "#server/db/port.ts";
import { AlreadyDone, holdKey, keepAnswer, repeatableOf } from "#server/repeats/repeats.ts";
import { type Api, decodeInput, type Input } from "#server/route.ts";

type Context<A extends Access> = {
  /** Public endpoints are also asked by nobody in particular. */
  readonly caller: A extends "public" ? Caller | null : Caller;
  /** Runs statements with the rights of the account that asks. */
  readonly asCaller: <T>(work: (tx: Tx) => Promise<T>, settings?: Settings) => Promise<T>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

/**
 * Mounts an endpoint whose answer depends on who asks, or that changes something: never kept by a cache, neither ours nor
 * another's. Input and output are held against the contract as for public ones.
 */
export const accountRoute = <
  P extends z.ZodMiniObject,
  Q extends z.ZodMiniObject,
  R extends z.ZodMiniType,
  B extends z.ZodMiniType,
  A extends Access,
>(
  { app, db }: Pick<Api, "app" | "db">,
  endpoint: Endpoint<P, Q, R, B, A>,
  handle: (input: Input<P, Q> & { readonly body: z.output<B> }, context: Context<A>) => Promise<unknown>,
): void => {
  const { access, allowsToken = false, takesKey = false } = endpoint;
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    config: { access, allowsToken, knowsCaller: true },
    ...(endpoint.maxBodyBytes !== undefined && { bodyLimit: endpoint.maxBodyBytes }),
    handler: async (request, reply) => {
      const input = decodeInput(endpoint, request);
      const { caller } = request;
      const repeatable = takesKey ? repeatableOf(request) : null;
      const asWriter = <T>(work: (tx: Tx) => Promise<T>, settings?: Settings): Promise<T> => {
        if (!caller) throw new Error(`${endpoint.name}: nobody is signed in`);
        return db.transaction({ role: "writer", settings: { ...settings, account: caller.accountId } }, work);
      };
      let isHeld = false;
      const answering = handle(input, {
        caller: caller as Context<A>["caller"],
        asCaller: (work, settings) =>
          asWriter(async (tx) => {
            if (repeatable && !isHeld) await holdKey(tx, repeatable);
            const done = await work(tx);
            isHeld = true;
            return done;
          }, settings),
        request,
        reply,
      });
      const answer = await answering.catch((error: unknown) => {
        if (!(error instanceof AlreadyDone)) throw error;
        reply.header("idempotent-replayed", "true");
        if (error.etag !== null) reply.header("etag", error.etag);
        return error.answer;
      });
      const checked = z.safeParse(endpoint.output, answer);
      if (!checked.success) {
        const [issue] = checked.error.issues;
        throw new Error(`${endpoint.name} is off contract at ${issue?.path.join(".")}: ${issue?.message}`, {
          cause: checked.error,
        });
      }
      if (repeatable && isHeld) {
        const etag = reply.getHeader("etag");
        await asWriter((tx) => keepAnswer(tx, repeatable, checked.data, typeof etag === "string" ? etag : null));
      }
      return reply
        .headers({ "cache-control": "private, no-store" })
        .type("application/json; charset=utf-8")
        .send(JSON.stringify(checked.data));
    },
  });
};
