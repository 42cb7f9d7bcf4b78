import type { Tx } from "#server/db/port.ts";
import neighboursSql from "../sql/import-neighbours.sql?raw";
import type { Draft } from "./check.ts";

/** A valid outline of the file; `changes` where it is not the one the lot has. */
export type Neighbour = {
  readonly n: number;
  readonly geometry: { readonly type: "MultiPolygon"; readonly coordinates: unknown };
  readonly changes: boolean;
  readonly lotId: number | null;
};
type Found = {
  readonly n: number;
  readonly kind: "overlap" | "province" | "outside";
  /** Row of the file that is overlapped; null: a lot that is entered. */
  readonly other: number | null;
  readonly code: string | null;
  readonly ha: number | null;
};

export const neighboursOf = async (
  tx: Tx,
  given: readonly Neighbour[],
  siteId: string,
  from: string,
): Promise<readonly Found[]> => {
  if (given.length === 0) return [];
  const replaced = given.flatMap(({ lotId, changes }) => (lotId !== null && changes ? [lotId] : []));
  // A lot whose outline stays is on both sides: it is compared as the lot it is.
  const compared = given.filter(({ changes }) => changes).map(({ n, geometry, changes }) => ({ n, geometry, changes }));
  if (compared.length === 0) return [];
  return (await tx.query<Found>(neighboursSql, [JSON.stringify(compared), siteId, from, replaced])).rows;
};

/** An overlap or a place outside the province is a fault; outside an outline that is an estimate is worth a look. */
export const tellNeighbour = ({ n, kind, other, code, ha }: Found, drafts: readonly Draft[]): void => {
  const { faults, remarks } = drafts[n]!;
  const hectares = { vi: String(ha ?? 0).replace(".", ","), en: String(ha ?? 0) };
  if (kind === "outside") {
    remarks.push({
      vi: `${hectares.vi} ha nằm ngoài phạm vi khu đang vẽ`,
      en: `${hectares.en} ha lie outside the outline drawn for the site`,
    });
    return;
  }
  const message =
    kind === "province"
      ? { vi: "lô nằm ngoài phạm vi tỉnh", en: "the lot lies outside the province" }
      : other === null
        ? { vi: `chồng lên lô ${code} ${hectares.vi} ha`, en: `it overlaps lot ${code} by ${hectares.en} ha` }
        : {
            vi: `chồng lên dòng ${drafts[other]!.row} (lô ${drafts[other]!.code ?? "?"}) ${hectares.vi} ha`,
            en: `it overlaps row ${drafts[other]!.row} (lot ${drafts[other]!.code ?? "?"}) by ${hectares.en} ha`,
          };
  faults.push({ field: "geometry", message, options: [] });
};
