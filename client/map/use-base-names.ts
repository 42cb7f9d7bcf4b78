import { districtNames, neighbourNames, NO_NAMES, riverLines, type BaseNames } from "#client/map/base-names.ts";
import type { BaseCollection, Linear, Polygonal } from "#client/map/geojson.ts";
import type { LayerId } from "#contracts/layers.ts";
import type { Site } from "#contracts/sites.ts";
import { useEffect, useMemo, useState } from "react";

type Shapes = {
  readonly districts?: BaseCollection<Polygonal>;
  readonly neighbours?: BaseCollection<Polygonal>;
  readonly rivers?: BaseCollection<Linear>;
};

/** The same addresses the map's own sources use, so the browser answers from its cache. */
const load = async (id: LayerId): Promise<unknown> => {
  const response = await fetch(`/api/layers/${id}`);
  if (!response.ok) throw new Error(`${id}: ${response.status}`);
  return response.json();
};

/** Places of area names, computed once per data set; without its layer a name is just not written. */
export const useBaseNames = (sites: readonly Site[]): BaseNames => {
  const [shapes, setShapes] = useState<Shapes>({});
  useEffect(() => {
    let isCurrent = true;
    for (const id of ["districts", "neighbours", "rivers"] as const) {
      load(id).then(
        (layer) => isCurrent && setShapes((before) => ({ ...before, [id]: layer as never })),
        // The map's own source of the same address reports the failure.
        () => undefined,
      );
    }
    return () => {
      isCurrent = false;
    };
  }, []);
  const { districts, rivers, neighbours } = shapes;
  const ofDistricts = useMemo(
    () => (districts && rivers ? districtNames(districts, rivers, sites) : NO_NAMES.districts),
    [districts, rivers, sites],
  );
  const ofNeighbours = useMemo(() => (neighbours ? neighbourNames(neighbours) : NO_NAMES.neighbours), [neighbours]);
  const ofRivers = useMemo(() => (rivers ? riverLines(rivers) : NO_NAMES.rivers), [rivers]);
  return useMemo(
    () => ({ districts: ofDistricts, neighbours: ofNeighbours, rivers: ofRivers }),
    [ofDistricts, ofNeighbours, ofRivers],
  );
};
