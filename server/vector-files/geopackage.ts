import { rmSync } from "node:fs";
import sqlite from "node-sqlite3-wasm";
import { type FileLayer, type FileRow, type Pages, WGS_84, type Writer } from "./layer.ts";
import aboutSql from "./geopackage-about.sql?raw";
import aboutLayerSql from "./geopackage-about-layer.sql?raw";
import columnSql from "./geopackage-column.sql?raw";
import contentsSql from "./geopackage-contents.sql?raw";
import crsSql from "./geopackage-crs.sql?raw";
import emptySql from "./geopackage.sql?raw";
import geometrySql from "./geopackage-geometry.sql?raw";
import tableSql from "./geopackage-table.sql?raw";
import insertSql from "./geopackage-row.sql?raw";
import { Box } from "./box.ts";
import { shapeOf } from "./shape.ts";
import { whileWanted } from "./text-file.ts";

/** OGC GeoPackage 1.3: a table per layer, and what it is about among the metadata. */
export const writeGeoPackage: Writer = async (layer, pages, path, signal) => {
  const file = new GeoPackage(path);
  try {
    await file.add(layer, whileWanted(pages, signal));
  } finally {
    file.close();
  }
};

const SQL_TYPES = { string: "text", integer: "integer", number: "real", boolean: "boolean", date: "date" } as const;
/** Flags of the head of a geometry: little-endian, no envelope. */
const HEAD_FLAGS = 0b0000_0001;
const HEAD_BYTES = 8;

export class GeoPackage {
  readonly #db: InstanceType<typeof sqlite.Database>;

  constructor(path: string) {
    // What an earlier try left.
    rmSync(path, { force: true });
    this.#db = new sqlite.Database(path);
    this.#db.exec(emptySql);
    this.#addCrs(WGS_84);
  }

  async add(layer: FileLayer, pages: Pages): Promise<void> {
    const { id: table, fields, crs } = layer;
    const db = this.#db;
    this.#addCrs(crs);
    const columns = ["id", ...(layer.geometryType ? ["geom"] : []), ...fields.map(({ name }) => name)];
    db.exec(
      tableSql
        .replace("TABLE_NAME", named(table))
        .replace("GEOMETRY", layer.geometryType ? `geom ${layer.geometryType.toLowerCase()},` : "")
        .replace("COLUMNS", fields.map(({ name, type }) => `${named(name)} ${SQL_TYPES[type]}`).join(", ")),
    );
    const insert = db.prepare(
      insertSql
        .replace("TABLE_NAME", named(table))
        .replace("COLUMNS", columns.map(named).join(", "))
        .replace("VALUES_OF", columns.map(() => "?").join(", ")),
    );
    const box = new Box();
    try {
      db.exec("begin");
      for await (const page of pages) {
        for (const row of page) {
          insert.run([row.id, ...(layer.geometryType ? [this.#geometry(row, crs.srid, box)] : []), ...row.cells]);
        }
      }
      this.#describe(layer, box);
      db.exec("commit");
    } finally {
      insert.finalize();
    }
  }

  close(): void {
    this.#db.close();
  }

  #geometry({ wkb }: FileRow, srid: number, box: Box): Uint8Array | null {
    if (wkb === null) return null;
    box.add(shapeOf(wkb));
    const blob = new Uint8Array(HEAD_BYTES + wkb.length);
    blob.set([0x47, 0x50, 0, HEAD_FLAGS]);
    new DataView(blob.buffer).setInt32(4, srid, true);
    blob.set(wkb, HEAD_BYTES);
    return blob;
  }

  #addCrs({ srid, name, wkt }: FileLayer["crs"]): void {
    this.#db.run(crsSql, [name, srid, wkt]);
  }

  #describe({ id, titleVi, titleEn, about, geometryType, fields, crs: { srid } }: FileLayer, box: Box): void {
    const db = this.#db;
    const kind = geometryType ? "features" : "attributes";
    db.run(contentsSql, [
      id,
      kind,
      `${titleVi} (${id})`,
      titleEn,
      ...(box.sides ?? [null, null, null, null]),
      geometryType ? srid : null,
    ]);
    if (geometryType) db.run(geometrySql, [id, geometryType.toUpperCase(), srid]);
    for (const { name, titleVi: vi, titleEn: en, unit } of fields)
      db.run(columnSql, [id, name, vi, unit === undefined ? en : `${en} (${unit})`]);
    db.run(aboutSql, [about]);
    db.run(aboutLayerSql, [id]);
  }
}

const named = (name: string): string => `"${name.replaceAll('"', '""')}"`;
