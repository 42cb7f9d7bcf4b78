import { COLLECTIONS } from "#server/collections/collections.ts";

/** Layers an officer looks at; the rest is switched on by hand. */
const SHOWN = ["sites", "districts"];

/** KML that asks this server for its layers again every hour. */
export const networkLink = (origin: string): string => {
  const links = COLLECTIONS.filter(({ id, geometryType }) => geometryType !== null && id !== "figures").map(
    ({ id, titleVi, titleEn }) =>
      `<NetworkLink><name>${titleVi} · ${titleEn}</name><visibility>${SHOWN.includes(id) ? 1 : 0}</visibility>` +
      `<Link><href>${origin}/api/files/${id}.kmz</href><refreshMode>onInterval</refreshMode><refreshInterval>3600</refreshInterval></Link></NetworkLink>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Folder><name>Vĩnh Long</name>${links.join("\n")}</Folder></kml>\n`;
};
