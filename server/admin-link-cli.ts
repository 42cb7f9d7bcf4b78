import { parseArgs } from "node:util";
import { ConfigError, readConfig } from "#server/config.ts";
import { DataDirLocked } from "#server/db/data-dir-lock.ts";
import { migrate } from "#server/db/migrate.ts";
import { openDb } from "#server/db/open.ts";
import { makeAdminLink, NoSuchAccount } from "#server/features/auth/first-admin.ts";

const USAGE = `npm run admin-link [-- --login=name]
  without a name   a link that makes a new administrator
  --login          a link that sets the password and second step of that account anew`;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Prints a link for an administrator who cannot sign in; the exit code. */
async function main(): Promise<number> {
  const { values } = parseArgs({ args: process.argv.slice(2), options: { login: { type: "string" } } });
  const config = readConfig();
  const { databaseUrl, dataDir, migrations } = config;
  const db = await openDb({
    databaseUrl,
    dataDir,
    prepare: async (opened) => void (await migrate(opened, { folder: migrations })),
  });
  try {
    const path = await makeAdminLink(db, values.login);
    process.stdout.write(`http://localhost:${config.port}${path}\n`);
    say("Dùng được một lần, trong 24 giờ; thay phần đầu bằng địa chỉ của máy chủ.");
    say("Works once, within 24 hours; put the server's address in front.");
    return 0;
  } finally {
    await db.close();
  }
}

/** Faults with a remedy in their own words, anything else with where it happened. */
function explain(error: unknown): string {
  if (error instanceof DataDirLocked) {
    return `Cơ sở dữ liệu đang được máy chủ dùng; dừng máy chủ rồi chạy lại.\nThe database is in use, most likely by a running server: ${error.message}`;
  }
  if (error instanceof NoSuchAccount) return `Không có tài khoản / there is no account: ${error.message}`;
  if (error instanceof ConfigError) return `${error.name}: ${error.message}`;
  if (error instanceof TypeError && "code" in error) return `${error.message}\n${USAGE}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  process.exitCode = await main();
} catch (error) {
  say(explain(error));
  process.exitCode = 1;
}
