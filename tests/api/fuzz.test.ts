import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod/mini";
import { ENDPOINTS } from "#contracts/api.ts";
import type { Endpoint } from "#contracts/endpoint.ts";
import { problem } from "#contracts/problem.ts";
import { ask, type Person } from "../helpers/accounts.ts";
import { type LandApi, lotBody, openLand } from "../helpers/land-api.ts";

/** Requests made of what the OpenAPI document says, and of what it does not; more by FUZZ_REQUESTS, others by FUZZ_SEED. */
const REQUESTS = Number(process.env["FUZZ_REQUESTS"] ?? 250);
const SEED = Number(process.env["FUZZ_SEED"] ?? 20_261_124);

type Schema = {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
};
type Operation = {
  readonly operationId: string;
  readonly parameters: readonly { name: string; in: "path" | "query" | "header"; required?: boolean; schema: Schema }[];
  readonly requestBody?: { readonly content: { readonly "application/json": { readonly schema: Schema } } };
};
type Request = {
  readonly endpoint: Endpoint;
  readonly url: string;
  readonly body: unknown;
  readonly ifMatch: string | undefined;
  readonly as: number;
};

let land: LandApi;
/** Who asks: nobody, a viewer, an editor, an administrator. */
let people: readonly (Person | undefined)[];
let operations: readonly { readonly endpoint: Endpoint; readonly operation: Operation }[];
beforeAll(async () => {
  land = await openLand();
  people = [undefined, land.viewer, land.editor, land.admin];
  await land.add("lots", lotBody("A1", 0));
  await land.add("lots", lotBody("A2", 1));
  const document = await land.server.get<{ paths: Record<string, Record<string, Operation>> }>("/api/openapi.json");
  const described = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  operations = ENDPOINTS.map((endpoint) => ({
    endpoint,
    operation: described.find(({ operationId }) => operationId === endpoint.name)!,
  }));
});
afterAll(() => land.server.close());

const HOSTILE = [
  "",
  " ",
  "\u0000",
  "\u202e",
  "a".repeat(3_000),
  "' or 1=1 --",
  "../..",
  "%",
  "1e999",
  "-1",
  "null",
  "{}",
  "[]",
  "😀",
  "<script>",
  "9".repeat(30),
  "2015-02-30",
];
const LIKELY = [
  "hoa-phu",
  "binh-minh",
  "three-zones",
  "three-zones.leasedHa.2015-06",
  "plan-1013-2015",
  "population",
  "leasedHa",
  "2015-06-18",
  "2024-12-31",
  "1",
  "2",
  "12.5",
  "5,10",
  "zone,cluster",
  "situation",
  "sites",
  "lots",
  "A1",
  "Công ty A",
];

/** Texts by the names of what they are given for, since a schema knows a pattern at most. */
const NAMED: readonly (readonly [name: RegExp, likely: readonly string[]])[] = [
  [/^(asOf|knownOn|from|to|since|.*On|.*Date)$/, ["2015-06-18", "2018-01-01", "2024-12-31"]],
  [/site|parent/i, ["hoa-phu", "binh-minh", "co-chien"]],
  [/subject/i, ["hoa-phu", "three-zones", "vinh-long"]],
  [/metric/i, ["leasedHa", "population"]],
  [/thresholds/i, ["5", "3,5,10"]],
  [/^(kind|of)$/, ["markets", "clusters", "zone,cluster"]],
  [/bbox/, ["105.8,10,106.2,10.3"]],
];

/** What a schema means, mostly; the rest is what nobody should send. */
const valueOf = (schema: Schema, name = "", depth = 0): fc.Arbitrary<unknown> => {
  const odd = fc.oneof(
    fc.constantFrom<unknown>(...HOSTILE),
    fc.constantFrom<unknown>(null, 0, -1, 1e308, true, [], {}, [[]]),
    fc.string({ unit: "binary", maxLength: 20 }),
  );
  const meant = (): fc.Arbitrary<unknown> => {
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices && choices.length > 0) return fc.oneof(...choices.map((choice) => valueOf(choice, name, depth + 1)));
    switch (schema.type) {
      case "integer":
      case "number":
        return fc.oneof(fc.nat(50), fc.double({ noNaN: true, noDefaultInfinity: true }));
      case "boolean":
        return fc.boolean();
      case "array":
        return depth > 4 || !schema.items
          ? fc.constant([])
          : fc.array(valueOf(schema.items, name, depth + 1), { maxLength: 4 });
      case "object": {
        if (depth > 4) return fc.constant({});
        const properties = Object.entries(schema.properties ?? {});
        return fc.record(Object.fromEntries(properties.map(([key, of]) => [key, valueOf(of, key, depth + 1)])), {
          requiredKeys: (schema.required ?? []).filter((name) => name in (schema.properties ?? {})),
        });
      }
      case "null":
        return fc.constant(null);
      default:
        return fc.constantFrom<unknown>(...(NAMED.find(([named]) => named.test(name))?.[1] ?? LIKELY));
    }
  };
  return fc.oneof({ arbitrary: meant(), weight: 20 }, { arbitrary: odd, weight: 1 });
};

const asText = (value: unknown): string =>
  typeof value === "string"
    ? value
    : Array.isArray(value)
      ? value.map(asText).join(",")
      : String(JSON.stringify(value));

const requestOf = ({ endpoint, operation }: (typeof operations)[number]): fc.Arbitrary<Request> => {
  const query = operation.parameters.filter((parameter) => parameter.in === "query");
  const path = operation.parameters.filter((parameter) => parameter.in === "path");
  return fc
    .record({
      path: fc.tuple(...path.map(({ name, schema }) => valueOf(schema, name).map(asText))),
      keys: fc.subarray(query, { minLength: Math.min(query.length, query.filter(({ required }) => required).length) }),
      stranger: fc.boolean(),
      body: operation.requestBody
        ? valueOf(operation.requestBody.content["application/json"].schema)
        : fc.constant(undefined),
      ifMatch: fc.constantFrom(undefined, '"1"', '"7"', "*", "W/1", '"'),
      as: fc.nat(3),
    })
    .chain(({ path: given, keys, stranger, body, ifMatch, as }) =>
      fc.tuple(...keys.map(({ name, schema }) => valueOf(schema, name).map(asText))).map((values) => {
        const names = path.map(({ name }) => name);
        const filled = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) =>
          encodeURIComponent(given[names.indexOf(name)] ?? "x"),
        );
        const pairs = keys.map(({ name }, at): [string, string] => [name, values[at] ?? ""]);
        const search = new URLSearchParams([
          ...pairs,
          ...(stranger && as === 1 && given.length === 0 ? [["colour", "red"]] : []),
        ]);
        // An administrator who disables accounts at random soon leaves nobody to ask.
        const who = /^\/api\/(accounts|tokens)/.test(endpoint.path) && endpoint.method !== "GET" ? as % 3 : as;
        return { endpoint, url: search.size === 0 ? filled : `${filled}?${search}`, body, ifMatch, as: who };
      }),
    );
};

test(
  `${REQUESTS} requests made of the API's description: no fault of the server, and no answer off its description`,
  async () => {
    // Whoever signs out or changes the password asks no more as anybody.
    const ends = ({ method, path }: Endpoint) =>
      method !== "GET" && /^\/api\/(session|sessions|account)(\/|$)/.test(path);
    const drawn = fc.sample(fc.constantFrom(...operations.filter(({ endpoint }) => !ends(endpoint))).chain(requestOf), {
      seed: SEED,
      numRuns: REQUESTS,
    });
    const statuses = new Map<number, number>();
    for (const { endpoint, url, body, ifMatch, as } of drawn) {
      const response = await ask(land.server, endpoint.method, url, {
        as: people[as],
        headers: { ...(ifMatch !== undefined && { "if-match": ifMatch }), ...(body !== undefined && JSON_TYPE) },
        ...(body !== undefined && { body: JSON.stringify(body) as never }),
      });
      const told = { method: endpoint.method, url, body, as, status: response.statusCode };
      statuses.set(response.statusCode, (statuses.get(response.statusCode) ?? 0) + 1);
      expect(response.statusCode, JSON.stringify(told).slice(0, 2_000)).toBeLessThan(500);
      const schema = response.statusCode < 300 ? endpoint.output : problem;
      const fit = z.safeParse(schema, response.json());
      expect({ ...told, faults: fit.success ? [] : fit.error.issues.slice(0, 3) }).toEqual({ ...told, faults: [] });
    }
    // Not all of them were turned away at the door.
    expect(statuses.get(200) ?? 0).toBeGreaterThan(REQUESTS / 20);
    console.info([...statuses].map(([status, count]) => `${count} × ${status}`).join(", "));
  },
  60_000 + REQUESTS * 500,
);

const JSON_TYPE = { "content-type": "application/json" };
