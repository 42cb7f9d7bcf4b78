/** What the benchmark's own processes have in common: options in, a line of JSON out, an end when the benchmark ends. */

import type { FastifyInstance } from "fastify";

export const optionsOf = <T>(): T => JSON.parse(process.argv[2] ?? "null") as T;

export const report = (line: unknown): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

export const listen = async (app: FastifyInstance): Promise<void> => {
  await app.listen({ host: "127.0.0.1", port: 0 });
  process.stdin.resume();
  process.stdin.on("end", () => process.exit());
  const address = app.server.address();
  report({ port: typeof address === "object" ? address?.port : undefined });
};
