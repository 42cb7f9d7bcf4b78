import type { Sentence } from "#server/features/imports/issue.ts";

/** [west, south, east, north] of the Mekong delta with a margin: nothing of ours lies outside. */
const REGION = [104.5, 9.0, 107.5, 11.5] as const;

const isInRegion = (lng: number, lat: number): boolean =>
  lng >= REGION[0] && lng <= REGION[2] && lat >= REGION[1] && lat <= REGION[3];

/**
 * Why a position cannot be one of ours; null where nothing speaks against it. Exchanged numbers are told apart, since that
 * is the usual mistake and the remedy is known.
 */
export function doubtPosition(lng: number, lat: number): { code: string; sentence: Sentence } | null {
  if (isInRegion(lng, lat)) return null;
  if (isInRegion(lat, lng)) {
    return {
      code: "swapped",
      sentence: {
        vi: `kinh độ ${lng}, vĩ độ ${lat} có vẻ đổi chỗ kinh độ/vĩ độ; cần kinh độ ${lat}, vĩ độ ${lng}`,
        en: `longitude ${lng}, latitude ${lat} looks like swapped longitude/latitude; expected longitude ${lat}, latitude ${lng}`,
      },
    };
  }
  const [west, south, east, north] = REGION;
  return {
    code: "outsideRegion",
    sentence: {
      vi: `kinh độ ${lng}, vĩ độ ${lat} nằm ngoài vùng; cần kinh độ ${west}–${east}, vĩ độ ${south}–${north}`,
      en: `longitude ${lng}, latitude ${lat} lies outside the region; expected longitude ${west}–${east}, latitude ${south}–${north}`,
    },
  };
}
