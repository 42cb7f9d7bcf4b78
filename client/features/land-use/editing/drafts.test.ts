import { describe, expect, test } from "vitest";
import {
  ageInWords,
  type Draft,
  draftOf,
  type DraftPlace,
  draftsOf,
  drawingOf,
  type DrawingPlace,
  forgetDrafts,
  keepDraft,
  keepDrawing,
} from "./drafts.ts";

/** Local storage as browsers have it. */
const storeOf = (): Storage => {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
};
const place: DraftPlace = { accountId: "a", isIllustrative: false, kind: "enterprises", rowId: 7 };
const draft = (more: Partial<Draft> = {}): Draft => ({
  kind: "enterprises",
  rowId: 7,
  held: { id: 7, rowVersion: 3 },
  values: { nameVi: "Công ty" },
  savedAt: "2026-06-30T08:00:00.000Z",
  isOpen: true,
  ...more,
});

describe("what was typed and not saved", () => {
  test("is there again for the same form of the same account, and for no other", () => {
    const store = storeOf();
    keepDraft(place, draft(), store);
    expect(draftOf(place, store)).toEqual(draft());
    const others: Partial<DraftPlace>[] = [
      { accountId: "b" },
      { isIllustrative: true },
      { kind: "projects" },
      { rowId: 70 },
      { rowId: null },
    ];
    for (const other of others) expect(draftOf({ ...place, ...other }, store)).toBeUndefined();
  });

  test("is kept once a row, of its newest version, and forgotten with it", () => {
    const store = storeOf();
    keepDraft(place, draft(), store);
    keepDraft(place, draft({ held: { id: 7, rowVersion: 4 }, values: { nameVi: "Hai" } }), store);
    keepDraft(
      { ...place, rowId: null },
      draft({ rowId: null, held: null, savedAt: "2026-06-30T09:00:00.000Z" }),
      store,
    );
    expect(draftsOf(place, store).map(({ rowId, values }) => [rowId, values["nameVi"]])).toEqual([
      [null, "Công ty"],
      [7, "Hai"],
    ]);
    forgetDrafts(place, store);
    expect(draftsOf(place, store).map(({ rowId }) => rowId)).toEqual([null]);
  });

  test("a drawing is there again for its account alone, and forgotten with its lot only", () => {
    const store = storeOf();
    const drawing: DrawingPlace = { accountId: "a", isIllustrative: false, name: "new" };
    keepDrawing(drawing, { code: "A-1" }, store);
    // Also after a session that ended: whoever signs in again is the same account.
    expect(drawingOf({ ...drawing }, store)).toEqual({ code: "A-1" });
    const others: Partial<DrawingPlace>[] = [{ accountId: "b" }, { isIllustrative: true }, { name: "split.7" }];
    for (const other of others) {
      expect(drawingOf({ ...drawing, ...other }, store)).toBeNull();
      keepDrawing({ ...drawing, ...other }, null, store);
    }
    expect(drawingOf(drawing, store)).toEqual({ code: "A-1" });
    keepDrawing(drawing, null, store);
    expect(store).toHaveLength(0);
    store.setItem("vlmap.draft/a/published/drawing/new", "{not json");
    expect(drawingOf(drawing, store)).toBeNull();
  });

  test("a store that is full, withheld or holds something else hinders nobody", () => {
    const store = storeOf();
    store.setItem("vlmap.draft/a/published/enterprises/7/3", "{not json");
    store.setItem("vlmap.draft/a/published/enterprises/8/1", '{"values": 5}');
    expect(draftsOf(place, store)).toEqual([]);
    const refuses = Object.assign(storeOf(), {
      setItem: () => {
        throw new Error("QuotaExceededError");
      },
    });
    expect(() => keepDraft(place, draft(), refuses)).not.toThrow();
  });

  test.each([
    ["2026-06-30T08:00:00Z", "5 phút trước", "5 minutes ago"],
    ["2026-06-30T08:04:30Z", "30 giây trước", "30 seconds ago"],
    ["2026-06-30T05:00:00Z", "3 giờ trước", "3 hours ago"],
    ["2026-06-29T08:00:00Z", "Hôm qua", "yesterday"],
    // A clock that was set back.
    ["2026-06-30T09:00:00Z", "bây giờ", "now"],
  ])("%s is told as %s", (at, vi, en) => {
    const now = new Date("2026-06-30T08:05:00Z");
    expect([ageInWords(at, now, "vi"), ageInWords(at, now, "en")]).toEqual([vi, en]);
  });
});
