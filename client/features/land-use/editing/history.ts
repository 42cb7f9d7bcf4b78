import type { UseQueryResult } from "@tanstack/react-query";
import type { LandKind } from "#contracts/land-use.ts";
import { useLand } from "../land-data.ts";
import type { History } from "./versions.ts";

/** Every version of a row; null: not asked yet. */
export const useHistory = (kind: LandKind, id: number | null): UseQueryResult<History> =>
  useLand<History>(id === null ? null : `${kind}/${id}/history`);
