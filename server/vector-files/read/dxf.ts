import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FileContent, type FileFeature, type Shape, shapeOf } from "./features.ts";
import { readFeatures } from "./geojson.ts";
import { FileRefusal, LIMITS, refuseFile } from "./refusals.ts";

/** Of GDAL, where the machine has it. */
const PROGRAM = "ogr2ogr";
const DEADLINE_MS = 20_000;

/** Runs in an empty folder and knows nothing of ours: no settings, no other drivers. */
const convert = (path: string, folder: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(PROGRAM, ["-f", "GeoJSON", "/vsistdout/", path, "-lco", "COORDINATE_PRECISION=6"], {
      cwd: folder,
      timeout: DEADLINE_MS,
      killSignal: "SIGKILL",
      stdio: ["ignore", "pipe", "ignore"],
      env: { PATH: "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin", OGR_DRIVERS: "DXF", GDAL_HTTP_TIMEOUT: "1" },
    });
    const chunks: Buffer[] = [];
    let bytes = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > LIMITS.unpackedBytes) {
        child.kill("SIGKILL");
        reject(new FileRefusal("unpacked-too-large"));
      } else chunks.push(chunk);
    });
    child.on("error", (error: NodeJS.ErrnoException) =>
      reject(new FileRefusal(error.code === "ENOENT" ? "no-dxf" : "damaged-dxf", null, error)),
    );
    child.on("close", (code, signal) => {
      if (signal !== null) reject(new FileRefusal("too-slow"));
      else if (code !== 0) reject(new FileRefusal("damaged-dxf"));
      else resolve(Buffer.concat(chunks).toString("utf8"));
    });
  });

type Drawn = {
  readonly geometry: { readonly type: string; readonly coordinates: unknown } | null;
  readonly properties: Record<string, unknown> | null;
};

const isInside = ([x, y]: readonly [number, number], [outer = [], ...holes]: Shape[number]): boolean => {
  const crosses = (ring: readonly (readonly [number, number])[]) => {
    let is = false;
    for (let n = 0, before = ring.length - 1; n < ring.length; before = n++) {
      const [[ax, ay], [bx, by]] = [ring[n]!, ring[before]!];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) is = !is;
    }
    return is;
  };
  return crosses(outer) && !holes.some(crosses);
};

/** Closed lines are the lots, on the layer they are drawn on; a text inside of one is what it is called. */
export const readDxf = async (bytes: Buffer): Promise<FileContent> => {
  const folder = await mkdtemp(join(tmpdir(), "vlmap-dxf-"));
  try {
    const path = join(folder, "drawing.dxf");
    await writeFile(path, bytes);
    const json = await convert(path, folder);
    const { features } = JSON.parse(json) as { features: Drawn[] };
    const texts = features.flatMap(({ geometry, properties }) => {
      const [x, y] = (geometry?.type === "Point" ? geometry.coordinates : []) as number[];
      const text = properties?.["Text"];
      return typeof text === "string" && x !== undefined && y !== undefined
        ? [{ at: [x, y] as const, text: text.trim() }]
        : [];
    });
    const areas = readFeatures(
      features.filter(({ geometry }) => geometry !== null && geometry.type !== "Point").map(asArea),
    );
    if (areas.features.length === 0) return refuseFile("no-features");
    const named = areas.features.map((feature): FileFeature => {
      const { shape, properties, row, faults } = feature;
      const inside = shape
        ? texts.filter((text) => shape.some((polygon) => isInside(text.at, polygon))).map(({ text }) => text)
        : [];
      const { Layer = null, EntityHandle = null } = properties;
      return { row, shape, faults, properties: { Layer, EntityHandle, Text: inside.join(" ").slice(0, 200) || null } };
    });
    return {
      format: "dxf",
      layer: null,
      layers: [],
      crs: null,
      crsText: null,
      fields: ["Text", "Layer", "EntityHandle"],
      features: named,
    };
  } catch (error) {
    if (error instanceof FileRefusal) throw error;
    return refuseFile("damaged-dxf", null, error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** A line that ends where it began encloses an area. */
const asArea = ({ geometry, properties }: Drawn) => {
  const line = geometry?.type === "LineString" ? (geometry.coordinates as number[][]) : null;
  const closed =
    line && line.length >= 4 && !("fault" in shapeOf([[line]])) ? { type: "Polygon", coordinates: [line] } : geometry;
  return { type: "Feature", geometry: closed, properties };
};
