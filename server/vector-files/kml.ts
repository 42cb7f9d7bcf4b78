import { Readable } from "node:stream";
import type { CollectionProperty } from "#server/collections/collections.ts";
import { disc } from "./disc.ts";
import type { Cell, FileLayer, FileRow, Pages, Writer } from "./layer.ts";
import { isMulti, type Shape, shapeOf, wound } from "./shape.ts";
import { whileWanted, writeText } from "./text-file.ts";
import { writeZip } from "./zip.ts";

const ICON = "files/disc.png";

/** KML 2.2 that asks for nothing from elsewhere: the plain file has no pictures but those a viewer has of its own. */
export const writeKml: Writer = (layer, pages, path, signal) =>
  writeText(kmlOf(layer, whileWanted(pages, signal), null), path, signal);

/** The same with its picture and read-me, zipped. */
export const writeKmz: Writer = (layer, pages, path, signal) =>
  writeZip(
    [
      { name: "doc.kml", stream: Readable.from(kmlOf(layer, whileWanted(pages, signal), ICON)) },
      { name: ICON, text: disc() },
      { name: "README.txt", text: layer.about },
    ],
    path,
    signal,
  );

/** RGB by the kind of a site, the class of a shape or, for all else, the last. */
const COLOURS: Readonly<Record<string, string>> = {
  zone: "7a3e9d",
  corridor: "b0418f",
  cluster: "c2571a",
  market: "1f7a4d",
  supermarket: "2f8f83",
  mall: "2f8f83",
  port: "1f5fa8",
  airport: "1f5fa8",
  ferry: "1f5fa8",
  bridge: "1f5fa8",
  other: "4a5a68",
};
const STYLED_BY = ["kind", "class", "type"];
/** Alpha of what is filled: the ground is to be seen through it. */
const FILL_ALPHA = "33";

export async function* kmlOf(layer: FileLayer, pages: Pages, icon: string | null): AsyncGenerator<string> {
  const { id, titleVi, titleEn, about, fields } = layer;
  const styles = Object.entries(COLOURS).map(([kind, rgb]) => styleOf(kind, rgb, icon));
  const schema = fields
    .map(({ name, type, titleVi: title }) =>
      element("SimpleField", element("displayName", escaped(title)), ` name="${name}" type="${SCHEMA_TYPES[type]}"`),
    )
    .join("");
  yield (
    `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>` +
      element("name", escaped(`${titleVi} · ${titleEn}`)) +
      element("description", escaped(about)) +
      styles.join("") +
      `<Schema name="${id}" id="${id}"><SimpleField name="id" type="string"></SimpleField>${schema}</Schema>\n`
  );
  const placemark = placemarkOf(layer);
  for await (const page of pages) if (page.length > 0) yield page.map(placemark).join("");
  yield "</Document></kml>\n";
}

const SCHEMA_TYPES = { string: "string", integer: "int", number: "double", boolean: "bool", date: "string" } as const;

const escaped = (text: string): string =>
  text
    // Characters that XML 1.0 cannot hold.
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

const element = (name: string, content: string, attributes = ""): string =>
  `<${name}${attributes}>${content}</${name}>`;

const styleOf = (kind: string, rgb: string, icon: string | null): string => {
  // KML has its colours the other way round: alpha, blue, green, red.
  const bgr = `${rgb.slice(4)}${rgb.slice(2, 4)}${rgb.slice(0, 2)}`;
  const colour = (alpha: string) => element("color", alpha + bgr);
  return element(
    "Style",
    element("IconStyle", colour("ff") + (icon ? `<scale>0.7</scale>${element("Icon", element("href", icon))}` : "")) +
      element("LabelStyle", "<scale>0.8</scale>") +
      element("LineStyle", `${colour("ff")}<width>1.5</width>`) +
      element("PolyStyle", colour(FILL_ALPHA)) +
      // Else a balloon shows directions to and from the place.
      element("BalloonStyle", element("text", "$[description]")),
    ` id="${kind}"`,
  );
};

type Headline = { readonly at: number; readonly asOf: number; readonly method: number; readonly source: number };

const placemarkOf = ({ id: schema, geometryType, fields }: FileLayer): ((row: FileRow) => string) => {
  const indexOf = (name: string) => fields.findIndex((field) => field.name === name);
  const [nameVi, nameEn] = [
    firstOf(indexOf, ["name_vi", "subject_name_vi"]),
    firstOf(indexOf, ["name_en", "subject_name_en"]),
  ];
  const styledBy = firstOf(indexOf, STYLED_BY);
  const headlines = fields.flatMap(({ name }, at): Headline[] => {
    const [asOf, method, source] = ["as_of", "method", "source"].map((end) => indexOf(`${name}_${end}`));
    return asOf! >= 0 && method! >= 0 && source! >= 0 ? [{ at, asOf: asOf!, method: method!, source: source! }] : [];
  });
  const inHeadlines = new Set(headlines.flatMap(({ at, asOf, method, source }) => [at, asOf, method, source]));
  const others = fields.flatMap((_, at) => (inHeadlines.has(at) ? [] : [at]));

  return ({ id, wkb, cells }) => {
    const [vi, en] = [cells[nameVi] ?? id, cells[nameEn] ?? id].map(String);
    const kind = String(cells[styledBy] ?? "other");
    const lines = [
      ...headlines.flatMap(({ at, asOf, method, source }) =>
        cells[at] === null && cells[asOf] === null
          ? []
          : [balloonLine(fields[at]!, cells[at] ?? null, [cells[asOf], cells[method], cells[source]])],
      ),
      ...others.flatMap((at) => ((cells[at] ?? null) === null ? [] : [balloonLine(fields[at]!, cells[at] ?? null)])),
    ];
    const balloon = `<h3>${escaped(vi!)}<br/><small>${escaped(en!)}</small></h3><table>${lines.join("")}</table>`;
    const data = fields.map(({ name }, at) =>
      (cells[at] ?? null) === null ? "" : element("SimpleData", escaped(String(cells[at])), ` name="${name}"`),
    );
    return `${element(
      "Placemark",
      element("name", escaped(vi!)) +
        element("description", escaped(balloon)) +
        element("styleUrl", `#${kind in COLOURS ? kind : "other"}`) +
        element(
          "ExtendedData",
          element(
            "SchemaData",
            element("SimpleData", escaped(id), ' name="id"') + data.join(""),
            ` schemaUrl="#${schema}"`,
          ),
        ) +
        (wkb === null ? "" : kmlGeometry(wound(shapeOf(wkb), "counter-clockwise"), geometryType)),
      ` id="${escaped(id)}"`,
    )}\n`;
  };
};

const firstOf = (indexOf: (name: string) => number, names: readonly string[]): number =>
  names.map(indexOf).find((index) => index >= 0) ?? -1;

const balloonLine = (
  { titleVi, titleEn, unit }: CollectionProperty,
  value: Cell,
  provenance: readonly (Cell | undefined)[] = [],
): string => {
  const said =
    value === null ? "–" : `${escaped(String(value))}${unit === undefined || unit === "1" ? "" : ` ${escaped(unit)}`}`;
  const known = provenance.filter((part) => part !== null && part !== undefined).map((part) => escaped(String(part)));
  const small = known.length > 0 ? `<br/><small>${known.join(" · ")}</small>` : "";
  return `<tr><td>${escaped(titleVi)}<br/><small>${escaped(titleEn)}</small></td><td>${said}${small}</td></tr>`;
};

/** A tenth of a millimetre. */
const DECIMALS = 1e9;

const kmlGeometry = (shape: Shape, geometryType: string | null): string => {
  const coordinates = (ring: Float64Array): string => {
    const points: string[] = [];
    for (let at = 0; at < ring.length; at += 2)
      points.push(`${Math.round(ring[at]! * DECIMALS) / DECIMALS},${Math.round(ring[at + 1]! * DECIMALS) / DECIMALS}`);
    return element("coordinates", points.join(" "));
  };
  const parts = shape.parts.map((rings) => {
    if (shape.type === "Point") return element("Point", coordinates(rings[0]!));
    if (shape.type === "LineString")
      return element("LineString", `<tessellate>1</tessellate>${coordinates(rings[0]!)}`);
    const bounds = rings.map((ring, index) =>
      element(index === 0 ? "outerBoundaryIs" : "innerBoundaryIs", element("LinearRing", coordinates(ring))),
    );
    return element("Polygon", `<tessellate>1</tessellate>${bounds.join("")}`);
  });
  return isMulti(geometryType, shape) ? element("MultiGeometry", parts.join("")) : parts.join("");
};
