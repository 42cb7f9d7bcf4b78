import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useGuestMap } from "#client/map/guests.ts";
import type { GeoJSONStoreFeatures, SnapToCustom, TerraDraw } from "terra-draw";
import { withoutRepeats } from "./corners.ts";
import { closed, snap, type Position, type Ring } from "./geometry.ts";

/** Digits of a degree that are drawn with: a tenth of a millimetre. */
const PRECISION = 9;
const SNAP_PX = 14;
const rounded = (ring: Ring): [number, number][] =>
  ring.map(([lng, lat]) => [Number(lng.toFixed(PRECISION)), Number(lat.toFixed(PRECISION))]);

export type DrawnShape = "polygon" | "line";

type Drawing = {
  /** What is drawn: a closed ring, or a line; empty: begin anew. */
  readonly points: Ring;
  readonly onDrawn: (points: Ring) => void;
  /** What is snapped to. */
  readonly neighbours: readonly Ring[];
};

const pointsOf = ({ geometry }: GeoJSONStoreFeatures): Ring =>
  (geometry.type === "Polygon" ? geometry.coordinates[0]! : geometry.coordinates) as unknown as Ring;

/**
 * Draws an outline or a line on the map with the pointer. What is given is what is drawn: points that come from elsewhere, such as a
 * table of coordinates, replace it. Returns false where there is no map to draw on.
 */
export const useDrawing = (shape: DrawnShape, drawing: Drawing): boolean => {
  const guest = useGuestMap();
  const latest = useRef(drawing);
  useLayoutEffect(() => {
    latest.current = drawing;
  });
  const [pen, setPen] = useState<TerraDraw | null>(null);
  /** What the pen itself has drawn, which need not be given back to it: it may have gone on by the time that a page shows it. */
  const own = useRef(new WeakSet<Ring>());

  useEffect(() => {
    if (!guest) return undefined;
    const { map } = guest;
    let isWanted = true;
    let started: TerraDraw | null = null;
    const toNeighbour: SnapToCustom = (event) => {
      const found = snap(
        { x: event.containerX, y: event.containerY },
        latest.current.neighbours,
        ([lng, lat]: Position) => map.project([lng, lat]),
        SNAP_PX,
      );
      return found ? rounded([found])[0] : undefined;
    };
    void Promise.all([import("terra-draw"), import("terra-draw-maplibre-gl-adapter")]).then(
      ([
        { TerraDraw, TerraDrawLineStringMode, TerraDrawPolygonMode, TerraDrawSelectMode },
        { TerraDrawMapLibreGLAdapter },
      ]) => {
        if (!isWanted) return;
        const snapping = { toCustom: toNeighbour };
        const flags = {
          feature: { coordinates: { midpoints: true, draggable: true, deletable: true, snappable: snapping } },
        };
        const ink = "#b2182b";
        const penStyle = { snappingPointColor: ink, closingPointColor: ink } as const;
        started = new TerraDraw({
          adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: PRECISION, prefixId: "land-pen" }),
          modes: [
            new TerraDrawPolygonMode({
              snapping,
              styles: { ...penStyle, fillColor: ink, fillOpacity: 0.1, outlineColor: ink, outlineWidth: 2.5 },
            }),
            new TerraDrawLineStringMode({
              snapping,
              styles: { ...penStyle, lineStringColor: ink, lineStringWidth: 3 },
            }),
            new TerraDrawSelectMode({
              allowManualDeselection: false,
              flags: { polygon: flags, linestring: flags },
              styles: {
                selectedPolygonColor: ink,
                selectedPolygonFillOpacity: 0.1,
                selectedPolygonOutlineColor: ink,
                selectedPolygonOutlineWidth: 2.5,
                selectedLineStringColor: ink,
                selectionPointColor: "#ffffff",
                selectionPointOutlineColor: ink,
                midPointColor: ink,
              },
            }),
          ],
        });
        const tell = (points: Ring) => {
          own.current.add(points);
          latest.current.onDrawn(points);
        };
        started.start();
        started.on("change", (ids, type) => {
          const changed = type === "update" && ids.map((id) => started?.getSnapshotFeature(id)).find(isShape);
          if (changed) tell(closedIf(shape, pointsOf(changed)));
        });
        started.on("finish", (id, { action }) => {
          const drawn = started?.getSnapshotFeature(id);
          if (!drawn) return;
          tell(closedIf(shape, pointsOf(drawn)));
          // From now on corners are dragged.
          if (action === "draw") started?.selectFeature(id);
        });
        setPen(started);
      },
    );
    return () => {
      isWanted = false;
      setPen(null);
      if (started && map.style) started.stop();
    };
  }, [guest, shape]);

  useEffect(() => {
    if (!pen || own.current.has(drawing.points)) return;
    pen.clear();
    const mode = shape === "polygon" ? "polygon" : "linestring";
    if (drawing.points.length < (shape === "polygon" ? 4 : 2)) {
      pen.setMode(mode);
      return;
    }
    const coordinates = rounded(drawing.points);
    const geometry =
      shape === "polygon"
        ? ({ type: "Polygon", coordinates: [coordinates] } as const)
        : ({ type: "LineString", coordinates } as const);
    const [added] = pen.addFeatures([{ type: "Feature", geometry, properties: { mode } } as GeoJSONStoreFeatures]);
    if (added?.valid && added.id !== undefined) pen.selectFeature(added.id);
  }, [pen, shape, drawing.points]);

  return guest !== null;
};

/** While it is drawn the pointer may rest on the last corner. */
const closedIf = (shape: DrawnShape, points: Ring): Ring =>
  shape === "polygon" ? closed(withoutRepeats(points)) : points;
/** Not the handles, which are features of the same mode. */
const isShape = (feature: GeoJSONStoreFeatures | undefined): feature is GeoJSONStoreFeatures =>
  feature?.geometry.type === "Polygon" || feature?.geometry.type === "LineString";
