import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ENDPOINTS } from "#contracts/api.ts";
import { endpointsWithoutTest, realTree, treeOfReadme } from "./architecture/coverage.ts";
import { RULES } from "./architecture/rules.ts";
import { runOnPlants } from "./architecture/tools.ts";
import { projectFiles, projectPaths, ROOT } from "./architecture/tree.ts";

const files = projectFiles();

describe.each(RULES.map((rule) => [rule.name, rule] as const))("%s", (_, { broken, plants }) => {
  test("in this repository", () => expect(broken(files)).toEqual([]));
  test.each(plants.map((plant) => ({ plant })))("a planted violation is found (%#)", ({ plant }) => {
    expect(broken(plant)).not.toEqual([]);
  });
});

test("the rules see the whole repository", () => {
  const paths = new Set(files.map(({ path }) => path));
  for (const path of [
    "package.json",
    "server/main.ts",
    "client/main.tsx",
    "contracts/api.ts",
    ".oxlintrc.json",
    ".ci/run",
  ]) {
    expect(paths, path).toContain(path);
  }
});

describe("every endpoint is called by an API test", () => {
  test("in this repository", () => expect(endpointsWithoutTest(ENDPOINTS, files)).toEqual([]));
  test("a missing test is found", () => {
    const tests = [
      { path: "tests/api/sites.test.ts", text: 'get("/api/sites?kind=zone"); get("/api/sites/hoa-phu/x");' },
    ];
    const missing = endpointsWithoutTest(ENDPOINTS, tests);
    expect(missing).toContain("GET /api/sites/:id");
    expect(missing).not.toContain("GET /api/sites");
  });
});

describe("the tree in README.md is the real one", () => {
  test("in this repository", () => {
    const readme = readFileSync(join(ROOT, "README.md"), "utf8");
    expect(treeOfReadme(readme).toSorted()).toEqual(realTree(projectPaths()).toSorted());
  });
  test("a folder that README.md does not name is found", () => {
    expect(treeOfReadme("```text\nclient/   the page\n  map/    the map\n```")).toEqual(["client/", "client/map/"]);
    expect(realTree(["client/map/style.ts", "client/new/a.ts"])).toEqual(["client/", "client/map/", "client/new/"]);
  });
});

describe("the linter refuses", () => {
  test.each([
    ["contracts/a.ts", 'import "fastify";', "contracts/ is read by both sides"],
    ["contracts/a.ts", 'import "#server/db/port.ts";', "contracts/ is read by both sides"],
    ["client/a.ts", 'import "#server/app.ts";', "The client does not import the server"],
    ["client/a.ts", 'import "node:fs";', "Node modules do not exist in the browser"],
    ["client/a.ts", 'import "pg";', "Server packages stay in server/"],
    ["server/a.ts", 'import "#client/format.ts";', "The server does not import the client"],
    ["server/a.ts", 'import "react";', "Browser packages stay in client/"],
    ["server/a.ts", "const work = async () => 1;\nwork();", "no-floating-promises"],
    ["server/a.ts", 'console.log("here");', "no-console"],
    ["client/a.ts", "export default 1;", "no-default-export"],
    ["client/a.ts", 'export * from "./b.ts";', "no-barrel-file"],
    ["client/a.ts", 'import { b } from "./b.ts";\nexport const a = () => b;', "no-cycle"],
  ])("%s: %s", async (path, text, message) => {
    const other = { path: "client/b.ts", text: 'import { a } from "./a.ts";\nexport const b = () => a;' };
    const plants =
      message === "no-floating-promises" || path.startsWith("client/") ? [{ path, text }, other] : [{ path, text }];
    const { output, isClean } = await runOnPlants("oxlint", {
      copied: [".oxlintrc.json", "tsconfig.json", "package.json"],
      plants,
    });
    expect(output).toContain(message);
    expect(isClean).toBe(false);
  });
});

test("the dead-code check finds a planted unused export and file", async () => {
  const { output, isClean } = await runOnPlants("knip", {
    args: ["--no-progress"],
    copied: ["package.json", "knip.json", "tsconfig.json", "contracts", "server", "client", "tests"],
    plants: [
      {
        path: "contracts/units.ts",
        text: `${readFileSync(join(ROOT, "contracts/units.ts"), "utf8")}\nexport const plantedExport = 1;\n`,
      },
      { path: "server/planted-file.ts", text: "export const alone = 1;\n" },
    ],
  });
  expect(output).toContain("plantedExport");
  expect(output).toContain("server/planted-file.ts");
  expect(isClean).toBe(false);
}, 60_000);
