import { searchKey } from "#contracts/search-key.ts";
import type { SiteKind } from "#contracts/sites.ts";
import type { Row } from "#server/features/imports/geodata.ts";

/** What people call a kind of site; abbreviations are spelt out by the folding. */
const KIND_WORDS: Readonly<Record<SiteKind, string>> = {
  zone: "khu công nghiệp industrial zone park",
  corridor: "tuyến công nghiệp industrial corridor",
  cluster: "cụm công nghiệp industrial cluster",
  market: "chợ market",
  supermarket: "siêu thị supermarket",
  mall: "trung tâm thương mại shopping mall",
  port: "cảng port",
  airport: "sân bay cảng hàng không airport",
  ferry: "phà bến phà ferry",
  bridge: "cầu bridge",
};

/** The folded text in which a site is searched: its names, kind, commune and district, each once. */
export function searchText(site: Row<"sites/*.csv">, unitNames: ReadonlyMap<string, string>): string {
  const units = [site.commune_id, site.district_id].map((id) => (id === null ? "" : (unitNames.get(id) ?? "")));
  const { name_vi, name_en, short_name_vi, short_name_en, aliases, kind } = site;
  const names = [name_vi, short_name_vi, ...(aliases ?? "").split(";"), name_en, short_name_en];
  // Each text is folded by itself, so that an abbreviation at its end is seen; the order within a name is kept.
  return [...new Set([...names, KIND_WORDS[kind], ...units].map(searchKey).filter(Boolean))].join(" ");
}
