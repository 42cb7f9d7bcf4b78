import type { Db, Settings } from "#server/db/port.ts";
import { readDataVersion } from "#server/route.ts";
import type { Box } from "./changes.ts";
import type { LayerStore } from "./layer-store.ts";
import { buildLayer } from "./read-layer.ts";
import type { TileLayer } from "./tile-layer.ts";
import type { TileThreads } from "./tile-threads.ts";

/** One state of a layer, which tiles are addressed by. */
export type LayerState = {
  /** Of the threads: layer and version. */
  readonly key: string;
  readonly version: string;
  readonly layer: TileLayer;
  readonly store: LayerStore;
  /** The settings that show the data set it was read from. */
  readonly settings: Settings;
};

/** How many earlier states of a layer's places are remembered, so that open maps refresh only what has changed. */
const REMEMBERED_CHANGES = 20;

type Change = { readonly from: string; readonly to: string; readonly boxes: readonly Box[] | null };

type Options = {
  readonly db: Db;
  readonly threads: TileThreads;
  readonly layers: readonly TileLayer[];
  /** Beyond which the features of one layer are not kept in memory. */
  readonly maxLayerBytes: number;
};

/**
 * The layers as they are now, read again when the data version has changed. The state before stays, too, so that maps that are
 * open go on until they have learnt of the new one.
 */
export class CurrentLayers {
  readonly #options: Options;
  readonly #courses = new Map<string, LayerCourse>();
  readonly #states = new Map<string, LayerState>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** A state that is at hand, without asking the database. */
  held(layerId: string, version: string): LayerState | undefined {
    return this.#states.get(keyOf(layerId, version));
  }

  /** The present state, after asking the database for its version; undefined for a layer there is none of. */
  async current(layerId: string, settings: Settings): Promise<LayerState | undefined> {
    return this.#courseOf(layerId, settings)?.current();
  }

  /** Where the present state differs from an earlier one; null for everywhere. */
  async changedSince(
    layerId: string,
    version: string,
    settings: Settings,
  ): Promise<{ readonly state: LayerState; readonly boxes: readonly Box[] | null } | undefined> {
    const course = this.#courseOf(layerId, settings);
    if (!course) return undefined;
    const state = await course.current();
    return { state, boxes: course.changedSince(version, state.version) };
  }

  #courseOf(layerId: string, settings: Settings): LayerCourse | undefined {
    const key = `${layerId} ${JSON.stringify(settings)}`;
    const known = this.#courses.get(key);
    if (known) return known;
    const layer = this.#options.layers.find(({ id }) => id === layerId);
    if (!layer) return undefined;
    const course = new LayerCourse({ ...this.#options, layer, settings, states: this.#states });
    this.#courses.set(key, course);
    return course;
  }
}

const keyOf = (layerId: string, version: string): string => `${layerId}/${version}`;

type CourseOptions = Omit<Options, "layers"> & {
  readonly layer: TileLayer;
  readonly settings: Settings;
  readonly states: Map<string, LayerState>;
};

/** One layer of one data set through its states. */
class LayerCourse {
  readonly #options: CourseOptions;
  #dataVersion: string | undefined;
  #state: LayerState | undefined;
  #earlier: LayerState | undefined;
  #changes: Change[] = [];
  #reading: Promise<LayerState> | undefined;

  constructor(options: CourseOptions) {
    this.#options = options;
  }

  async current(): Promise<LayerState> {
    const { db, settings } = this.#options;
    const dataVersion = (await readDataVersion(db, settings)) ?? "";
    if (this.#state && dataVersion === this.#dataVersion) return this.#state;
    this.#reading ??= this.#read(dataVersion).finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  changedSince(version: string, now: string): readonly Box[] | null {
    const boxes: Box[] = [];
    let at = version;
    while (at !== now) {
      const change = this.#changes.findLast(({ from }) => from === at);
      if (!change?.boxes) return null;
      boxes.push(...change.boxes);
      at = change.to;
    }
    return boxes;
  }

  async #read(asked: string): Promise<LayerState> {
    const { db, layer, settings, maxLayerBytes } = this.#options;
    for (let dataVersion = asked; ;) {
      const { store, changed } = await buildLayer(db, {
        layer,
        settings,
        maxBytes: maxLayerBytes,
        before: this.#state?.store ?? null,
      });
      // A load in the meantime may have changed the layer between two pages.
      const after = (await readDataVersion(db, settings)) ?? "";
      if (after === dataVersion) {
        this.#dataVersion = dataVersion;
        return this.#adopt(store, changed);
      }
      dataVersion = after;
    }
  }

  #adopt(store: LayerStore, boxes: readonly Box[] | null): LayerState {
    const { layer, settings, states, threads } = this.#options;
    const version = store.summary.hash;
    const key = keyOf(layer.id, version);
    // Both data sets have the same layer where nothing of it is made up: then they share one state.
    const state = states.get(key) ?? { key, version, layer, store, settings };
    if (!states.has(key)) {
      states.set(key, state);
      threads.hold(key, { layer, store: { features: store.features, overview: store.overview } });
    }
    if (this.#state?.version === version) return state;
    if (this.#state) this.#changes.push({ from: this.#state.version, to: version, boxes });
    this.#changes = this.#changes.slice(-REMEMBERED_CHANGES);
    this.#forget(this.#earlier, state);
    this.#earlier = this.#state;
    this.#state = state;
    return state;
  }

  #forget(left: LayerState | undefined, next: LayerState): void {
    if (!left || left.key === next.key || left.key === this.#state?.key) return;
    this.#options.states.delete(left.key);
    this.#options.threads.drop(left.key);
  }
}
