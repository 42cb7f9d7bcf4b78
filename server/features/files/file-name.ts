import type { FileQuery } from "#contracts/files.ts";
import { searchKey } from "#contracts/search-key.ts";

/** RFC 6266: the name for those who read only ASCII, and the one with Vietnamese letters. */
export const dispositionOf = (id: string, title: string, extension: string, query: FileQuery): string => {
  const { asOf, knownOn, data, crs } = query;
  const isEnglish = query.lang === "en";
  const [upTo, madeUp] = isEnglish ? ["known to", "illustrative"] : ["biết đến", "minh họa"];
  const parts = (grid: string, name: string) =>
    [name, data === "illustrative" && madeUp, crs && crs !== "4326" && grid, asOf, knownOn && `${upTo} ${knownOn}`]
      .filter(Boolean)
      .join(" ");
  const own = parts(`VN-2000 ${crs}`, `Vĩnh Long ${title}`).replaceAll(/[\\/:*?"<>|]/g, "-");
  const ascii = searchKey(parts(`vn2000 ${crs}`, `vinh-long-${id}`)).replaceAll(/[^a-z0-9]+/g, "-");
  return `attachment; filename="${ascii}.${extension}"; filename*=UTF-8''${encodeURIComponent(`${own}.${extension}`)}`;
};
