import { posix } from "node:path";

const COMMENT_OR_STRING = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g;

/** String and template literals of a TypeScript text, without their quotes; comments are passed over. */
export const stringLiterals = (text: string): string[] =>
  [...text.matchAll(COMMENT_OR_STRING)]
    .map(([token]) => token)
    .filter((token) => !token.startsWith("/"))
    .map((token) => token.slice(1, -1));

const IMPORT = /\b(?:from|import)\s*\(?\s*["']([^"']+)["']/g;

/** Imported modules: those of the project as paths from its root, packages as they are written. */
export const importedModules = (path: string, text: string): string[] =>
  [...text.matchAll(IMPORT)].map(([, specifier = ""]) => {
    if (specifier.startsWith("#")) return specifier.slice(1);
    if (specifier.startsWith(".")) return posix.join(posix.dirname(path), specifier);
    return specifier;
  });

/** SQL without comments and without the texts in quotes, whose letters are not keywords. */
export const sqlKeywordsOnly = (sql: string): string =>
  sql.replace(/\/\*[\s\S]*?\*\/|--[^\n]*/g, " ").replace(/'(?:''|[^'])*'|"(?:""|[^"])*"/g, " ");
