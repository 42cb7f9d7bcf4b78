import type { FastifyInstance, FastifyRequest } from "fastify";
import * as z from "zod/mini";
import type { DataView } from "#contracts/data-view.ts";
import type { Access, Endpoint } from "#contracts/endpoint.ts";
import answerSql from "#server/answer.sql?raw";
import dataVersionSql from "#server/data-version.sql?raw";
import type { Db, Settings } from "#server/db/port.ts";
import { type AnswerCache, sendRepresentation } from "#server/http-cache.ts";
import { inputFaults } from "#server/input-faults.ts";
import { problem } from "#server/problems.ts";

/** What a feature is given to mount its endpoints on. */
export type Api = { readonly app: FastifyInstance; readonly db: Db; readonly answers: AnswerCache };

export type Input<P extends z.ZodMiniObject, Q extends z.ZodMiniObject> = {
  readonly params: z.output<P>;
  readonly query: z.output<Q>;
};

/** Path and query of a request by their schemas. @throws {Problem} 400 that names each fault */
export const decodeAddress = <P extends z.ZodMiniObject, Q extends z.ZodMiniObject>(
  schemas: { readonly params: P; readonly query: Q },
  request: FastifyRequest,
  notFound?: RouteOptions["notFound"],
): Input<P, Q> => {
  const params = z.safeDecode(schemas.params, request.params as z.input<P>);
  if (!params.success) {
    notFound?.(request.params as Record<string, string>);
    return problem("invalid-request", WRONG_INPUT, { errors: inputFaults(params.error.issues, {}, []) });
  }
  const given = request.query as Record<string, unknown>;
  const query = z.safeDecode(schemas.query, given as z.input<Q>);
  if (query.success) return { params: params.data, query: query.data };
  return problem("invalid-request", WRONG_INPUT, {
    errors: inputFaults(query.error.issues, given, Object.keys(schemas.query.shape)),
  });
};

/** What the request gives, decoded by the contract. @throws {Problem} 400 that names each fault */
export const decodeInput = <
  P extends z.ZodMiniObject,
  Q extends z.ZodMiniObject,
  R extends z.ZodMiniType,
  B extends z.ZodMiniType,
  A extends Access,
>(
  endpoint: Endpoint<P, Q, R, B, A>,
  request: FastifyRequest,
  notFound?: RouteOptions["notFound"],
): Input<P, Q> & { readonly body: z.output<B> } => {
  const read = decodeAddress(endpoint, request, notFound);
  if (!endpoint.body) return { ...read, body: undefined as z.output<B> };
  const body = z.safeDecode(endpoint.body, (request.body ?? {}) as z.input<B>);
  if (body.success) return { ...read, body: body.data };
  const known = endpoint.body instanceof z.ZodMiniObject ? Object.keys(endpoint.body.shape as object) : [];
  return problem("invalid-request", WRONG_INPUT, { errors: inputFaults(body.error.issues, {}, known) });
};

/** The single JSON value a query builds, of the data the request asked to see. */
export type Read = {
  <T>(sql: string, params?: readonly unknown[]): Promise<T | undefined>;
  readonly text: (sql: string, params?: readonly unknown[]) => Promise<JsonText>;
};

/**
 * An answer as a query built it, sent without being decoded, checked and encoded again: with all sites that takes half as long
 * as the query. Tests hold such answers to the contract.
 */
class JsonText {
  readonly json: string;

  constructor(json: string) {
    this.json = json;
  }
}

type RouteOptions = {
  readonly type?: string;
  /** Answers to a path whose parameter is not even well-formed: such a path names nothing. */
  readonly notFound?: (params: Readonly<Record<string, string>>) => never;
  /** Answers name this server by its address, and so differ by the one it was asked under. */
  readonly isByOrigin?: boolean;
};

/**
 * Mounts an endpoint: input decoded by the contract (else 400), output checked against it (else a logged 500, never a
 * wrong answer; but see JsonText), kept by data version, with validators. `handle` returns the wire form, as SQL builds it.
 */
export const route = <P extends z.ZodMiniObject, Q extends z.ZodMiniObject, R extends z.ZodMiniType>(
  { app, db, answers }: Api,
  endpoint: Endpoint<P, Q, R, z.ZodMiniUndefined, "public">,
  handle: (input: Input<P, Q>, read: Read, origin: string) => Promise<unknown>,
  { type = "application/json; charset=utf-8", notFound, isByOrigin = false }: RouteOptions = {},
): void => {
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    config: { access: endpoint.access },
    handler: async (request, reply) => {
      const { params, query } = decodeInput(endpoint, request, notFound);
      const input = { params, query };
      const settings = settingsOf(input.query);
      const version = (await readDataVersion(db, settings)) ?? "";
      const origin = isByOrigin ? originOf(request) : "";
      const key = `${endpoint.name} ${JSON.stringify(input)} ${origin}`;
      const representation = await answers.answer(key, version, async () => {
        const made = await handle(input, reader(db, settings), origin);
        if (made instanceof JsonText) return made.json;
        const checked = z.safeParse(endpoint.output, made);
        if (checked.success) return JSON.stringify(checked.data);
        const [issue] = checked.error.issues;
        throw new Error(`${endpoint.name} is off contract at ${issue?.path.join(".")}: ${issue?.message}`, {
          cause: checked.error,
        });
      });
      return sendRepresentation(representation, type, request, reply);
    },
  });
};

const WRONG_INPUT = {
  vi: "Có tham số chưa đúng; xem errors để biết cần gì ở từng tham số.",
  en: "A parameter is not right; errors says what was expected of each.",
};

/** Scheme, host and port by which the server was asked; empty where the host is none, so that addresses stay relative. */
export const originOf = ({ protocol, host }: FastifyRequest): string =>
  /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:]+\](:\d{1,5})?$/i.test(host) ? `${protocol}://${host}` : "";

/** Version of the data that a request asks to see; undefined before the first load. */
export const readDataVersion = async (
  database: Pick<Db, "query">,
  settings: Settings = {},
): Promise<string | undefined> => {
  const { rows } = await database.query<{ version: string }>(dataVersionSql, [], settings);
  return rows[0]?.version;
};

/** The settings are those that migrations/views/05_data_view.sql reads. */
export const settingsOf = ({ asOf, knownOn, data }: DataView): Settings => ({
  ...(asOf !== undefined && { as_of: asOf }),
  ...(knownOn !== undefined && { known_on: knownOn }),
  ...(data !== undefined && { data_set: data }),
});

/** Reads of the data that the settings choose. */
export const reader = (db: Db, settings: Settings): Read => {
  const readText = async (sql: string, params: readonly unknown[] = []): Promise<string | undefined> => {
    // As text: an object of the size of all sites takes longer to hand from the database's thread to this one than to read.
    const asText = answerSql.replace("/* query */", () => sql);
    const { rows } = await db.query<{ body: string | null }>(asText, params, settings);
    return rows[0]?.body ?? undefined;
  };
  const read = async <T>(sql: string, params?: readonly unknown[]) => {
    const body = await readText(sql, params);
    return body === undefined ? undefined : (JSON.parse(body) as T);
  };
  return Object.assign(read, {
    text: async (sql: string, params?: readonly unknown[]) => new JsonText((await readText(sql, params)) ?? "null"),
  });
};
