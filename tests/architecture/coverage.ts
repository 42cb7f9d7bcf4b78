import type { Endpoint } from "#contracts/endpoint.ts";
import type { SourceFile } from "./tree.ts";

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Endpoints that no API test calls: by path (`/api/sites/hoa-phu` calls `/api/sites/:id`). */
export const endpointsWithoutTest = (endpoints: readonly Endpoint[], files: readonly SourceFile[]): string[] => {
  const tests = files.filter(({ path }) => /^tests\/api\/.*\.test\.ts$/.test(path)).map(({ text }) => text);
  return endpoints
    .filter(({ path }) => {
      const segments = path.split("/").map((part) => (part.startsWith(":") ? "[^\"'`?/\\s]+" : escaped(part)));
      const called = new RegExp(`${segments.join("/")}(?![\\w/-])`);
      return !tests.some((text) => called.test(text));
    })
    .map(({ method, path }) => `${method} ${path}`);
};

const TREE_LINE = /^( *)([\w.-]+\/?)(?: {2,}\S.*)?$/;

/** Entries of the first tree in README.md: folders of two levels and the files beside them. */
export const treeOfReadme = (readme: string): string[] => {
  const block = /```text\n([\s\S]*?)```/.exec(readme)?.[1];
  if (block === undefined) throw new Error("README.md holds no ```text block with the tree");
  let top = "";
  return block
    .trimEnd()
    .split("\n")
    .map((line) => {
      const [, indent, name] = TREE_LINE.exec(line) ?? [];
      if (indent === undefined || name === undefined) throw new Error(`README.md: not a line of a tree: ${line}`);
      if (indent === "") top = name;
      return indent === "" ? name : `${top}${name}`;
    });
};

/** The same of the real tree: top-level files and folders, and folders of the second level; dot files are left out. */
export const realTree = (paths: readonly string[]): string[] => {
  const entries = paths.flatMap((path) => {
    const [first = "", second, third] = path.split("/");
    if (second === undefined) return [first];
    return third === undefined ? [`${first}/`] : [`${first}/`, `${first}/${second}/`];
  });
  return [...new Set(entries)].filter((entry) => !entry.startsWith("."));
};
