/** The floor of tiles that are made: the plainest server there is, which asks PostGIS for each. */

import Fastify from "fastify";
import pg from "pg";
import floorSql from "./floor.sql?raw";
import { listen, optionsOf } from "./process-side.ts";

export type FloorOptions = { readonly databaseUrl: string };
type Params = { readonly z: string; readonly x: string; readonly file: string };

const { databaseUrl } = optionsOf<FloorOptions>();
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
const app = Fastify();
app.get<{ Params: Params }>("/tiles/:version/:layer/:z/:x/:file", async (request, reply) => {
  const { z, x, file } = request.params;
  const { rows } = await pool.query<{ tile: Buffer }>({
    name: "tile",
    text: floorSql,
    values: [z, x, file.slice(0, -".mvt".length)],
  });
  return reply.type("application/vnd.mapbox-vector-tile").send(rows[0]?.tile);
});
await listen(app);
