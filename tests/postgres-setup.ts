import { startCluster, type Cluster } from "./helpers/postgres-cluster.ts";

let cluster: Cluster | undefined;

/** Gives the suites a PostgreSQL: the one TEST_DATABASE_URL names, else a throw-away cluster. */
export async function setup(): Promise<void> {
  if (process.env["TEST_DATABASE_URL"]) return;
  try {
    cluster = await startCluster();
  } catch (error) {
    // One sentence says it; vitest would print it inside a stack trace.
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
  process.env["TEST_DATABASE_URL"] = cluster.url;
}

export const teardown = async (): Promise<void> => cluster?.stop();
