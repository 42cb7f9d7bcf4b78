import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FILE_FORMATS } from "#contracts/file-formats.ts";
import { type FileLayer, type FileRow, type Pages, WGS_84 } from "#server/vector-files/layer.ts";
import { WRITERS } from "#server/vector-files/writers.ts";

/** A million when asked for (FILES_ROWS); few by default, which shows that the writers run, not what they keep. */
const ROWS = Number(process.env["FILES_ROWS"] ?? 3000);
const ROWS_OF_PAGE = 1000;
const MOST_MEGABYTES = 300;

const LOTS: FileLayer = {
  id: "lots",
  titleVi: "Lô đất",
  titleEn: "Lots",
  geometryType: "MultiPolygon",
  fields: [
    { name: "code", type: "string", titleVi: "Số lô", titleEn: "Code" },
    { name: "area_ha", type: "number", titleVi: "Diện tích", titleEn: "Area", unit: "ha" },
    { name: "stage", type: "string", titleVi: "Tình trạng", titleEn: "Stage" },
    { name: "as_of", type: "date", titleVi: "Thời điểm", titleEn: "As of" },
    { name: "is_leased", type: "boolean", titleVi: "Đã cho thuê", titleEn: "Leased" },
    { name: "source_title", type: "string", titleVi: "Nguồn", titleEn: "Source title" },
  ],
  crs: WGS_84,
  about: "Lô đất tạo ra để đo / Lots made up for measuring",
  longestWkt: 200,
};

const lotAt = (number: number): FileRow => {
  const [x, y] = [105.7 + (number % 1000) * 0.0005, 9.9 + Math.floor(number / 1000) * 0.0004];
  const corners = [x, y, x + 0.0004, y, x + 0.0004, y + 0.0003, x, y + 0.0003, x, y];
  const wkb = Buffer.alloc(9 + 9 + 4 + 8 * corners.length);
  wkb.set([1, 6, 0, 0, 0, 1, 0, 0, 0, 1, 3, 0, 0, 0, 1, 0, 0, 0, 5, 0, 0, 0]);
  for (const [index, corner] of corners.entries()) wkb.writeDoubleLE(corner, 22 + 8 * index);
  const id = `lot-${String(number).padStart(7, "0")}`;
  return {
    id,
    wkb,
    cells: [`Lô ${number}`, (number % 977) / 100, "đã cho thuê", "2015-06-18", number % 2 === 0, "Kế hoạch 1013"],
  };
};

async function* lots(seen: () => void): Pages {
  for (let from = 0; from < ROWS; from += ROWS_OF_PAGE) {
    yield Array.from({ length: Math.min(ROWS_OF_PAGE, ROWS - from) }, (_, index) => lotAt(from + index));
    seen();
  }
}

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "vlmap-memory-"))));
afterAll(() => rm(folder, { recursive: true }));

test.each(FILE_FORMATS)(
  "%s takes no more memory for more rows",
  async (format) => {
    const idle = process.memoryUsage.rss();
    let peak = idle;
    const path = join(folder, `lots.${format}`);
    const start = performance.now();
    const look = () => {
      peak = Math.max(peak, process.memoryUsage.rss());
    };
    await WRITERS[format](LOTS, lots(look), path, new AbortController().signal);
    look();
    const megabytes = Math.round((peak - idle) / 1e6);
    const { size } = await stat(path);
    await rm(path);
    console.log(
      `${format}: ${ROWS} rows, ${(size / 1e6).toFixed(0)} MB in ${((performance.now() - start) / 1000).toFixed(1)} s, peak ${megabytes} MB above idle`,
    );
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
  },
  600_000,
);
