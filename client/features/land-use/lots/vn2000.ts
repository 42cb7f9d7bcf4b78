import proj4 from "proj4";
import type { Position } from "./geometry.ts";

/**
 * VN-2000 / TM-3 zone 105°30′ (EPSG:9209), in which the province's cadastral maps are drawn, with the parameters of the database
 * (migrations/0001): what is shown here is what the database computes, to the millimetre.
 */
const VN_2000 =
  "+proj=tmerc +lat_0=0 +lon_0=105.5 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278 +units=m +no_defs";
const converter = proj4("WGS84", VN_2000);

/** As decisions print it: X to the north, Y to the east, in metres. */
export type GridPoint = { readonly northM: number; readonly eastM: number };

export const toGrid = ([lng, lat]: Position): GridPoint => {
  const [eastM = 0, northM = 0] = converter.forward([lng, lat]);
  return { northM, eastM };
};

export const fromGrid = ({ northM, eastM }: GridPoint): Position => {
  const [lng = 0, lat = 0] = converter.inverse([eastM, northM]);
  return [lng, lat];
};

const SECOND_DECIMALS = 4;

/** `10°15′30,1234″`, four decimals of a second being 3 mm. */
export const toDegreesMinutesSeconds = (degrees: number, decimalSign: "," | "."): string => {
  const unit = 10 ** SECOND_DECIMALS;
  const all = Math.round(Math.abs(degrees) * 3600 * unit);
  const seconds = ((all % (60 * unit)) / unit).toFixed(SECOND_DECIMALS).padStart(3 + SECOND_DECIMALS, "0");
  const minutes = Math.floor(all / (60 * unit)) % 60;
  const sign = degrees < 0 ? "−" : "";
  return `${sign}${Math.floor(all / (3600 * unit))}°${String(minutes).padStart(2, "0")}′${seconds.replace(".", decimalSign)}″`;
};
