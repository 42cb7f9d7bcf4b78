import { districtNames, neighbourNames, NO_NAMES, riverLines, type BaseNames } from "#client/map/base-names.ts";
import type { BaseCollection, Linear, Polygonal } from "#client/map/geojson.ts";
import type { LayerId } from "#contracts/layers.ts";
import type { Site } from "#contracts/sites.ts";
import { useEffect, useMemo, useState } from "react";

type Shapes = {
  readonly districts?: BaseCollection<Polygonal> | undefined;
  readonly neighbours?: BaseCollection<Polygonal> | undefined;
  readonly rivers?: BaseCollection<Linear> | undefined;
};

const LAYERS = ["districts", "neighbours", "rivers"] as const;

/** The same addresses the map's own sources use, so the browser answers from its cache. */
const load = async (id: LayerId): Promise<unknown> => {
  const response = await fetch(`/api/layers/${id}`);
  if (!response.ok) throw new Error(`${id}: ${response.status}`);
  return response.json();
};

/**
 * Places of area names, computed once per data set; without its layer a name is just not written. Null until they are known:
 * that begins when the map asks for it, so that it does not hold up the data themselves.
 */
export const useBaseNames = (sites: readonly Site[], isWanted: boolean): BaseNames | null => {
  const [shapes, setShapes] = useState<Shapes | null>(null);
  useEffect(() => {
    if (!isWanted) return undefined;
    let isCurrent = true;
    // The map's own source of the same address reports a failure.
    const layers = LAYERS.map(async (id) => [id, await load(id).catch(() => undefined)] as const);
    void Promise.all(layers).then((loaded) => isCurrent && setShapes(Object.fromEntries(loaded) as Shapes));
    return () => {
      isCurrent = false;
    };
  }, [isWanted]);
  const { districts, rivers, neighbours } = shapes ?? {};
  const ofDistricts = useMemo(
    () => (districts && rivers ? districtNames(districts, rivers, sites) : NO_NAMES.districts),
    [districts, rivers, sites],
  );
  const ofNeighbours = useMemo(() => (neighbours ? neighbourNames(neighbours) : NO_NAMES.neighbours), [neighbours]);
  const ofRivers = useMemo(() => (rivers ? riverLines(rivers) : NO_NAMES.rivers), [rivers]);
  return useMemo(
    () => shapes && { districts: ofDistricts, neighbours: ofNeighbours, rivers: ofRivers },
    [shapes, ofDistricts, ofNeighbours, ofRivers],
  );
};
