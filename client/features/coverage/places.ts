import { MOST_AREAS, MOST_CORNERS, MOST_TRIED, TRIAL_BOX } from "#contracts/trial-limits.ts";

/** `[lng, lat]` in degrees. */
export type Place = readonly [lng: number, lat: number];

/** Five decimals of a degree are a metre. */
const rounded = (degrees: number): number => Number(degrees.toFixed(5));
export const roundPlace = ([lng, lat]: Place): Place => [rounded(lng), rounded(lat)];

const isWithin = (value: number, [least, most]: readonly [number, number]): boolean => value >= least && value <= most;
export const isInBox = ([lng, lat]: Place): boolean => isWithin(lng, TRIAL_BOX.lng) && isWithin(lat, TRIAL_BOX.lat);

/** `105.9623,10.2411;105.9,10.1` of an address; what cannot be tried is left out. */
export const readPlaces = (text: string): readonly Place[] =>
  text
    .split(";")
    .filter((pair) => /^\d{1,3}(\.\d{1,6})?,\d{1,3}(\.\d{1,6})?$/.test(pair))
    .map((pair) => roundPlace(pair.split(",").map(Number) as [number, number]))
    .filter(isInBox)
    .slice(0, MOST_TRIED);

export const spellPlaces = (places: readonly Place[]): string => places.map((place) => place.join(",")).join(";");

/** The address with more places: each once, as many as can be tried. */
export const withPlaces = (places: readonly Place[], more: readonly Place[]): string =>
  [...new Set([...places, ...more.map(roundPlace)].map((place) => spellPlaces([place])))]
    .slice(0, MOST_TRIED)
    .join(";");

/** Corners of an area, not closed. */
export type Area = readonly Place[];
const isArea = ({ length }: Area): boolean => length >= 3 && length <= MOST_CORNERS;

/** `105.9,10.2,106,10.2,106,10.1;…` of an address; what cannot be an area is left out. */
export const readAreas = (text: string): readonly Area[] =>
  text
    .split(";")
    .filter((ring) => /^\d{1,3}(\.\d{1,6})?(,\d{1,3}(\.\d{1,6})?)*$/.test(ring))
    .map((ring) => {
      const numbers = ring.split(",").map(Number);
      return numbers.flatMap((lng, at): Area =>
        at % 2 === 0 ? [roundPlace([lng, numbers[at + 1] ?? Number.NaN])] : [],
      );
    })
    .filter((area) => isArea(area) && area.every(isInBox))
    .slice(0, MOST_AREAS);

export const spellAreas = (areas: readonly Area[]): string =>
  areas.map((area) => area.map((corner) => corner.join(",")).join(",")).join(";");

/** As the cards of sites have it: latitude first. */
export const spellPlace = ([lng, lat]: Place): string => `${lat}, ${lng}`;

/** `10.2411, 105.9623` or `10,2411; 105,9623`, in either order: a latitude of here is no longitude of here. */
export const readTyped = (text: string): Place | null => {
  const parts = text.includes(";") ? text.replaceAll(",", ".").split(";") : text.trim().split(/[,\s]+/);
  const [first, second, ...more] = parts.map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  if (first === undefined || second === undefined || more.length > 0) return null;
  const orders: Place[] = [
    [second, first],
    [first, second],
  ];
  return orders.map(roundPlace).find(isInBox) ?? null;
};

export const spellCorners = (area: Area): string => area.map(spellPlace).join("; ");

/** `10.2, 105.9; 10.2, 106; 10.1, 106`. */
export const readCorners = (text: string): Area | null => {
  const corners = text
    .split(";")
    .filter((corner) => corner.trim() !== "")
    .map(readTyped);
  const area = corners.filter((corner) => corner !== null);
  return area.length === corners.length && isArea(area) ? area : null;
};
