import { homedir } from "node:os";
import { importedModules, sqlKeywordsOnly, stringLiterals } from "./source-text.ts";
import { ROOT, type SourceFile } from "./tree.ts";

/**
 * A rule of the repository. `broken` lists what breaks it, one line each; `plants` are small trees that break it, by
 * which the rule itself is tested: a guard that cannot fail guards nothing.
 */
export type Rule = {
  readonly name: string;
  readonly broken: (files: readonly SourceFile[]) => string[];
  readonly plants: readonly (readonly SourceFile[])[];
};

const CODE = /\.(ts|tsx|mjs|js|css|sql|html)$/;
const TYPESCRIPT = /\.(ts|tsx|mjs)$/;
const TEST = /\.test\.tsx?$|^tests\//;
const MOST_LINES = 400;

const file = (path: string, text: string): SourceFile => ({ path, text });
const featureOf = (path: string): string | undefined => /^((?:client|server)\/features\/[^/]+)\//.exec(path)?.[1];

const featuresStayApart: Rule = {
  name: "features do not import each other",
  broken: (files) =>
    files.flatMap(({ path, text }) => {
      const own = featureOf(path);
      if (own === undefined || !TYPESCRIPT.test(path)) return [];
      const foreign = importedModules(path, text).filter((module) => (featureOf(module) ?? own) !== own);
      return foreign.map((module) => `${path} imports ${module}`);
    }),
  plants: [
    [file("server/features/sites/routes.ts", 'import { markets } from "#server/features/markets/routes.ts";')],
    [file("client/features/sites/Card.tsx", 'import type { Row } from "../markets/Row.tsx";')],
    [file("client/features/sites/Card.tsx", 'const Row = lazy(() => import("#client/features/markets/Row.tsx"));')],
  ],
};

const ENVIRONMENT = /process\s*\.\s*env|import\.meta\.env\.(?!DEV|PROD)|\benv\b[^;]*from "node:process"/;
const READS_ENVIRONMENT = /^server\/(config\.ts|launch\.mjs)$|\/vite\.config\.ts$/;

const oneReaderOfTheEnvironment: Rule = {
  name: "the environment is read in server/config.ts only",
  broken: (files) =>
    files
      .filter(({ path }) => /^(server|client|contracts)\//.test(path) && TYPESCRIPT.test(path))
      .filter(({ path }) => !READS_ENVIRONMENT.test(path) && !TEST.test(path))
      .filter(({ text }) => ENVIRONMENT.test(text))
      .map(({ path }) => path),
  plants: [
    [file("server/app.ts", 'const port = process.env["PORT"];')],
    [file("server/db/open.ts", 'import { env } from "node:process";')],
  ],
};

const smallFiles: Rule = {
  name: `no file over ${MOST_LINES} lines`,
  broken: (files) =>
    files
      .filter(({ path }) => CODE.test(path))
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split("\n").length }))
      .filter(({ lines }) => lines > MOST_LINES)
      .map(({ path, lines }) => `${path} has ${lines} lines`),
  plants: [[file("client/style.css", "a{}\n".repeat(MOST_LINES + 1))]],
};

const SQL_TEXT =
  /\bselect\b[\s\S]+\bfrom\b|\binsert\s+into\b|\bdelete\s+from\b|\bupdate\b[\s\S]+\bset\b|\bst_[a-z]+\s*\(/i;
const MAY_HOLD_SQL = /^server\/(db|features\/imports|import)\//;

const sqlInSqlFiles: Rule = {
  name: "SQL lives in .sql files",
  broken: (files) =>
    files
      .filter(({ path }) => /^(server|contracts)\//.test(path) && TYPESCRIPT.test(path))
      .filter(({ path }) => !MAY_HOLD_SQL.test(path) && !TEST.test(path))
      .flatMap(({ path, text }) =>
        stringLiterals(text)
          .filter((literal) => SQL_TEXT.test(literal))
          .map((literal) => `${path}: ${literal.trim().slice(0, 60)}`),
      ),
  plants: [
    [file("server/features/sites/routes.ts", "await db.query(`select id\n from site`);")],
    [file("server/features/sites/routes.ts", 'await db.query("delete from site");')],
    [file("server/tiles.ts", "const where = `ST_Intersects(geom, $1)`;")],
  ],
};

const SHOUTED =
  /\b(SELECT|FROM|WHERE|JOIN|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|TABLE|VIEW|INDEX|FUNCTION|RETURNS|BEGIN|GRANT|ORDER|GROUP|UNION|VALUES|REFERENCES|AND|NULL)\b/;

const sqlStyle: Rule = {
  name: "every .sql begins with a comment and keeps its keywords lower-case",
  broken: (files) =>
    files
      .filter(({ path }) => path.endsWith(".sql"))
      .flatMap(({ path, text }) => {
        const shouted = SHOUTED.exec(sqlKeywordsOnly(text))?.[0];
        return [
          ...(/^-- \S/.test(text) ? [] : [`${path} does not begin with a comment`]),
          ...(shouted === undefined ? [] : [`${path} shouts ${shouted}`]),
        ];
      }),
  plants: [
    [file("server/features/sites/list.sql", "select 1")],
    [file("server/features/sites/list.sql", "-- Sites.\nselect 1 FROM site")],
  ],
};

const MIGRATION = /^migrations\/([^/]+)$/;

const migrationsWithoutGaps: Rule = {
  name: "migrations are numbered without gaps",
  broken: (files) => {
    const names = files.flatMap(({ path }) => MIGRATION.exec(path)?.[1] ?? []).filter((name) => name.endsWith(".sql"));
    return names.toSorted().flatMap((name, index) => {
      const wanted = String(index + 1).padStart(4, "0");
      return new RegExp(`^${wanted}_[a-z0-9_]+\\.sql$`).test(name) ? [] : [`${name} should be ${wanted}_….sql`];
    });
  },
  plants: [
    [file("migrations/0001_a.sql", ""), file("migrations/0003_b.sql", "")],
    [file("migrations/0001_a.sql", ""), file("migrations/0001_b.sql", "")],
    [file("migrations/1_a.sql", "")],
  ],
};

const MACHINE_PATHS = [/(?<![\w.~/-])\/(?:home|Users|root|work)\/\w/, /\.\.\/shared\//];
// A path copied from a terminal is mostly one of the machine that runs this test.
const OWN_PATHS = [ROOT, `${homedir()}/`].filter((path) => path.length > 2);
const namesMachine = (text: string): boolean =>
  MACHINE_PATHS.some((pattern) => pattern.test(text)) || OWN_PATHS.some((path) => text.includes(path));

const noMachinePaths: Rule = {
  name: "no file names a path of somebody's machine",
  broken: (files) => files.filter(({ text }) => namesMachine(text)).map(({ path }) => path),
  plants: [
    [file("README.md", ["See ", "home", "someone", "notes.md"].join("/"))],
    [file("docs/a.md", ["[notes](..", "shared", "notes.md)"].join("/"))],
    [file("docs/a.md", `It is in ${ROOT}docs.`)],
  ],
};

const allTestsRun: Rule = {
  name: "no test is skipped or run alone",
  broken: (files) =>
    files
      .filter(({ path }) => /\.test\.tsx?$/.test(path))
      .filter(({ text }) => /\b(?:test|it|describe|suite)\.(?:skip|only|todo|skipIf|runIf|fails)\b/.test(text))
      .map(({ path }) => path),
  plants: [[file("tests/a.test.ts", ["test", 'skip("later", () => {});'].join("."))]],
};

const FOREIGN_REGISTRY = /"resolved": "(?!https:\/\/registry\.npmjs\.org\/)[^"]*"/;

const publicPackagesOnly: Rule = {
  name: "the lock file names the public registry only",
  broken: (files) =>
    files
      .filter(({ path, text }) => path === "package-lock.json" && FOREIGN_REGISTRY.test(text))
      .map(({ path }) => path),
  plants: [[file("package-lock.json", '{"resolved": "http://mirror.example/zod.tgz"}')]],
};

const NATIVE_DAY = /type=(?:"date"|\{"date"\})/;

const daysInOneOrder: Rule = {
  name: "days are typed in our order: the browser's own field stands in DayInput only, for its calendar",
  broken: (files) =>
    files
      .filter(({ path, text }) => /^client\/.*\.tsx$/.test(path) && NATIVE_DAY.test(text))
      .filter(({ path }) => path !== "client/ui/DayInput.tsx")
      .map(({ path }) => path),
  plants: [[file("client/features/sites/Card.tsx", '<Field label="Ngày" type="date" />')]],
};

export const RULES: readonly Rule[] = [
  featuresStayApart,
  oneReaderOfTheEnvironment,
  smallFiles,
  sqlInSqlFiles,
  sqlStyle,
  migrationsWithoutGaps,
  noMachinePaths,
  allTestsRun,
  publicPackagesOnly,
  daysInOneOrder,
];
