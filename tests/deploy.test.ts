import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ENVIRONMENT_VARIABLES } from "#server/config.ts";
import { ROOT } from "./helpers/embedded-template.ts";

/** What stands in deploy/ is not run here; these are the ways in which it could contradict the program. */
const textOf = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const filesBelow = (path: string): string[] =>
  readdirSync(join(ROOT, path)).flatMap((name) => {
    const below = `${path}/${name}`;
    return statSync(join(ROOT, below)).isDirectory() ? filesBelow(below) : [below];
  });
const FILES = filesBelow("deploy");

/** Read by Node or PostgreSQL's image, not by us. */
const OF_OTHERS = new Set(["NODE_ENV", "POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"]);

/** Variables that a text sets, in each of the ways that these files have. */
const variablesIn = (text: string): string[] =>
  [...text.matchAll(/^\s*(?:ENV\s.*|Environment=.*|[A-Z][A-Z_]+:.*|- \{ name: [A-Z_]+.*|- name: [A-Z_]+)$/gm)].flatMap(
    ([line]) => [...line.matchAll(/\b([A-Z][A-Z_]{3,})(?=[=:,\s]|$)/g)].flatMap(([, name]) => name ?? []),
  );

const strangers = (text: string): string[] =>
  variablesIn(text).filter((name) => name !== "ENV" && !OF_OTHERS.has(name) && !ENVIRONMENT_VARIABLES.includes(name));

test.each(FILES)("%s sets no variable that the program does not read", (path) => {
  expect(strangers(textOf(path))).toEqual([]);
});

test.each([
  "ENV NODE_ENV=production PORTS=3000",
  "Environment=DATADIR=/x",
  "      DATABASE_URI: postgres://x",
  '            - { name: METRIC_PORT, value: "9464" }',
  "            - name: DATABASE_URIS",
])("a variable misspelt in %j is found", (line) => {
  expect(strangers(line)).toHaveLength(1);
});

test("every variable is in the README's table", () => {
  const readme = textOf("README.md");
  expect(ENVIRONMENT_VARIABLES.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});

describe("the image", () => {
  const dockerfile = textOf("deploy/Dockerfile");
  const final = dockerfile.slice(dockerfile.lastIndexOf("\nFROM "));

  test("runs as nobody in particular, on a Node that package.json allows", () => {
    expect(final).toMatch(/^USER node$/m);
    const { engines } = JSON.parse(textOf("package.json")) as { engines: { node: string } };
    const [, major] = /^>=(\d+)\./.exec(engines.node)!;
    expect([...dockerfile.matchAll(/^FROM node:(\d+)-/gm)].map(([, version]) => version)).toEqual([major, major]);
  });

  test("holds what the program reads at run time, and asks a path that there is", () => {
    for (const folder of ["dist", "migrations", "geodata", "node_modules"])
      expect(final).toContain(`/app/${folder} ./${folder}`);
    expect(final).toContain("/livez");
  });

  test("is not sent what it does not need", () => {
    expect(textOf(".dockerignore").split("\n")).toEqual(expect.arrayContaining([".git", ".data", "node_modules"]));
  });
});

test("containers have a root that cannot be written, and no capability", () => {
  expect(textOf("deploy/compose.yaml")).toMatch(/read_only: true[\s\S]*cap_drop: \[ALL\]/);
  expect(textOf("deploy/helm/templates/deployment.yaml")).toMatch(
    /runAsNonRoot: true[\s\S]*readOnlyRootFilesystem: true[\s\S]*drop: \[ALL\]/,
  );
});

test("probes ask the paths of health.ts", () => {
  const health = textOf("server/health.ts");
  const asked = [...textOf("deploy/helm/templates/deployment.yaml").matchAll(/path: (\/\w+)/g)].map(([, path]) => path);
  expect(asked).toEqual(["/readyz", "/livez"]);
  for (const path of asked) expect(health).toContain(`"${path}"`);
});

test("the chart and its image have the version of package.json", () => {
  const { version } = JSON.parse(textOf("package.json")) as { version: string };
  expect(textOf("deploy/helm/Chart.yaml")).toContain(`\nversion: ${version}\nappVersion: "${version}"`);
  expect(textOf("deploy/helm/values.yaml")).toContain(`tag: "${version}"`);
});
