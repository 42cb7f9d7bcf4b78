import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Call } from "./observed-db.ts";

const SECONDS = [0.001, 0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10, 30];

/** What the server tells of itself in Prometheus' text format, docs/operations.md lists it. Nothing here names a person or an address. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests = new Histogram({
    name: "vlmap_http_request_seconds",
    help: "Answers by route and status; tiles are answered before the routes and are not among them.",
    labelNames: ["method", "route", "status"],
    buckets: SECONDS,
    registers: [this.#registry],
  });
  readonly #calls = new Histogram({
    name: "vlmap_database_call_seconds",
    help: "Queries and transactions, with their wait for a turn or a connection.",
    labelNames: ["outcome"],
    buckets: SECONDS,
    registers: [this.#registry],
  });
  readonly #shed = new Counter({
    name: "vlmap_shed_requests_total",
    help: "Requests refused because too many were under way.",
    registers: [this.#registry],
  });
  readonly #slow = new Counter({
    name: "vlmap_slow_calls_total",
    help: "Calls of the database over SLOW_MS; the log tells which.",
    registers: [this.#registry],
  });

  constructor(isReady: () => boolean) {
    collectDefaultMetrics({ register: this.#registry });
    // It registers itself, and is asked whenever somebody reads.
    void new Gauge({
      name: "vlmap_ready",
      help: "1 when every request can be answered, 0 while the server starts or ends.",
      registers: [this.#registry],
      collect() {
        this.set(isReady() ? 1 : 0);
      },
    });
  }

  readonly hearCall = ({ ms, hasFailed }: Call): void =>
    this.#calls.observe({ outcome: hasFailed ? "failed" : "done" }, ms / 1000);
  readonly hearSlow = (): void => this.#slow.inc();
  readonly hearShed = (): void => this.#shed.inc();

  hearRequests(app: FastifyInstance): void {
    app.addHook("onResponse", (request, reply, done) => {
      const route = request.routeOptions.url ?? "none";
      this.#requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
      done();
    });
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  /** On a port of its own, so that a proxy before the map never shows it by mistake. Ends with `close`. */
  async listen(port: number, host: string): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
    const server = createServer((request, response) => {
      if (request.method !== "GET" || request.url !== "/metrics") {
        response.writeHead(404).end();
        return;
      }
      this.text().then(
        (text) => response.writeHead(200, { "content-type": this.#registry.contentType }).end(text),
        () => response.writeHead(500).end(),
      );
    });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, resolve);
    });
    return {
      port: (server.address() as AddressInfo).port,
      close: () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    };
  }
}
