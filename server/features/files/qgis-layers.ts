import { COLLECTIONS, type Collection } from "#server/collections/collections.ts";
import { MAP_LAYERS } from "#server/map-layers.ts";

/** Colours of fills, lines and points, by layer; RGBA as QGIS writes them. */
const COLOURS: Readonly<Record<string, string>> = {
  sites: "122,62,157,255",
  figures: "74,90,104,255",
  "site-outlines": "122,62,157,60",
  province: "31,95,168,0",
  districts: "31,95,168,0",
  communes: "90,110,130,0",
  "communes-2025": "31,122,77,0",
  water: "158,197,224,255",
  rivers: "110,165,205,255",
  roads: "200,140,60,255",
  places: "40,50,60,255",
};
const SHOWN = new Set(["sites", "districts", "rivers"]);

/** Layer definitions for QGIS 3.22 or later: the OGC API layers with Vietnamese aliases, and our vector tiles. */
export const qgisLayers = (origin: string): string => {
  const features = COLLECTIONS.map((collection) => featureLayer(collection, origin));
  const tiles = MAP_LAYERS.map(({ id, titleVi }) => tileLayer(id, titleVi, origin));
  const group = (name: string, layers: readonly Layer[], isShown: boolean) =>
    `<layer-tree-group name="${escaped(name)}" expanded="1" checked="${isShown ? "Qt::Checked" : "Qt::Unchecked"}">` +
    layers
      .map(
        ({ id, name: title, provider, isOn, source }) =>
          `<layer-tree-layer id="${id}" name="${escaped(title)}" providerKey="${provider}" checked="${isOn ? "Qt::Checked" : "Qt::Unchecked"}" expanded="0" source="${escaped(source)}"/>`,
      )
      .join("") +
    "</layer-tree-group>";
  return `<!DOCTYPE qgis-layer-definition>\n<qlr><layer-tree-group name="" expanded="1" checked="Qt::Checked">${group("Vĩnh Long (OGC API)", features, true)}${group("Vĩnh Long (ô véc-tơ)", tiles, false)}</layer-tree-group><maplayers>${[...features, ...tiles].map(({ xml }) => xml).join("\n")}</maplayers></qlr>\n`;
};

type Layer = {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly source: string;
  readonly isOn: boolean;
  readonly xml: string;
};

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const CRS = `<srs><spatialrefsys><authid>EPSG:4326</authid></spatialrefsys></srs>`;

const featureLayer = (collection: Collection, origin: string): Layer => {
  const { id: collectionId, titleVi, descriptionVi, geometryType, properties } = collection;
  const id = `vinh_long_${collectionId.replaceAll("-", "_")}`;
  const source = `pagingEnabled='true' restrictToRequestBBOX='1' srsname='OGC:CRS84' typename='${collectionId}' url='${origin}/ogc' version='OGC_API_FEATURES'`;
  const aliases = properties.map(
    ({ name, titleVi: alias, unit }, index) =>
      `<alias index="${index}" field="${name}" name="${escaped(unit && unit !== "1" ? `${alias} (${unit})` : alias)}"/>`,
  );
  const title = properties.find(({ name }) => /^(subject_)?name_vi$/.test(name))?.name;
  return {
    id,
    name: titleVi,
    provider: "OAPIF",
    source,
    isOn: SHOWN.has(collectionId),
    xml:
      `<maplayer type="vector" geometry="${GEOMETRIES[geometryType ?? "none"]}"><id>${id}</id><datasource>${escaped(source)}</datasource>` +
      `<layername>${escaped(titleVi)}</layername><abstract>${escaped(descriptionVi)}</abstract>${CRS}<provider encoding="UTF-8">OAPIF</provider>` +
      `<aliases>${aliases.join("")}</aliases>${title ? `<previewExpression>"${title}"</previewExpression>` : ""}` +
      `${geometryType === null ? "" : rendererOf(collection)}</maplayer>`,
  };
};

const GEOMETRIES = { Point: "Point", MultiLineString: "Line", MultiPolygon: "Polygon", none: "No geometry" } as const;

const rendererOf = ({ id, geometryType }: Collection): string => {
  const colour = COLOURS[id] ?? "120,130,140,0";
  const line = colour.replace(/,\d+$/, ",255");
  const [type, symbol, options] = {
    Point: ["marker", "SimpleMarker", { name: "circle", color: colour, outline_color: "255,255,255,255", size: "2.6" }],
    MultiLineString: ["line", "SimpleLine", { line_color: line, line_width: "0.4" }],
    MultiPolygon: ["fill", "SimpleFill", { color: colour, outline_color: line, outline_width: "0.3", style: "solid" }],
  }[geometryType ?? "Point"] as [string, string, Record<string, string>];
  const values = Object.entries(options).map(
    ([name, value]) => `<Option type="QString" name="${name}" value="${value}"/>`,
  );
  return `<renderer-v2 type="singleSymbol" enableorderby="0" forceraster="0"><symbols><symbol type="${type}" name="0" alpha="1" clip_to_extent="1"><layer class="${symbol}" enabled="1" locked="0" pass="0"><Option type="Map">${values.join("")}</Option></layer></symbol></symbols></renderer-v2>`;
};

const tileLayer = (layerId: string, titleVi: string, origin: string): Layer => {
  const id = `vinh_long_tiles_${layerId.replaceAll("-", "_")}`;
  const source = `type=xyz&url=${encodeURIComponent(`${origin}/tiles/latest/${layerId}/`)}%7Bz%7D/%7Bx%7D/%7By%7D.mvt&zmin=0&zmax=16`;
  return {
    id,
    name: titleVi,
    provider: "",
    source,
    isOn: false,
    xml: `<maplayer type="vector-tile"><id>${id}</id><datasource>${escaped(source)}</datasource><layername>${escaped(titleVi)}</layername>${CRS.replace("4326", "3857")}</maplayer>`,
  };
};
