import { LRUCache } from "lru-cache";

/** A tile as it is sent. */
export type TileBody = {
  readonly bytes: Buffer;
  /** Whether the bytes are compressed by gzip. */
  readonly isPacked: boolean;
  readonly etag: string;
};

/** What a tile weighs beside its bytes: key, tag, the cache's own. */
const OVERHEAD_BYTES = 600;

type Making = { readonly made: Promise<TileBody>; readonly stop: AbortController; waiting: number };

/** Tiles kept as they are sent, up to so many bytes; a tile that is being made is made once, however many ask for it. */
export class TileBodies {
  readonly #kept: LRUCache<string, TileBody>;
  readonly #making = new Map<string, Making>();

  /** @param maxBytes 0 keeps none */
  constructor(maxBytes: number) {
    this.#kept = new LRUCache({
      maxSize: Math.max(1, maxBytes),
      sizeCalculation: ({ bytes }) => bytes.length + OVERHEAD_BYTES,
    });
  }

  kept(key: string): TileBody | undefined {
    return this.#kept.get(key);
  }

  keep(key: string, body: TileBody): TileBody {
    this.#kept.set(key, body);
    return body;
  }

  /**
   * @param signal of one who asks: when all who do have gone, the making is stopped
   * @throws {DOMException} AbortError where `signal` says so
   */
  async get(key: string, make: (signal: AbortSignal) => Promise<TileBody>, signal: AbortSignal): Promise<TileBody> {
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const making = this.#making.get(key) ?? this.#begin(key, make);
    making.waiting += 1;
    const leave = () => {
      making.waiting -= 1;
      if (making.waiting === 0) making.stop.abort();
    };
    signal.addEventListener("abort", leave, { once: true });
    try {
      return await making.made;
    } finally {
      signal.removeEventListener("abort", leave);
    }
  }

  #begin(key: string, make: (signal: AbortSignal) => Promise<TileBody>): Making {
    const stop = new AbortController();
    const made = make(stop.signal).then((body) => this.keep(key, body));
    const making: Making = { made, stop, waiting: 0 };
    this.#making.set(key, making);
    const end = () => {
      if (this.#making.get(key) === making) this.#making.delete(key);
    };
    made.then(end, end);
    // One who comes after all others have left starts anew.
    stop.signal.addEventListener("abort", end, { once: true });
    return making;
  }
}
