import type { Words } from "./words-vi.ts";

export const words: Words = {
  conflict: {
    title: "Somebody changed this after you opened it",
    lead: "Nothing has been overwritten. Choose for each field, then write again.",
    leadRemoved: "This is no longer what you opened. Look at it again before removing it.",
    held: "When you opened it",
    current: "Now",
    yours: "Yours",
    others: "Changed by others and not by you: stays as it is now",
    onlyYours: "Changed by you alone: is written",
    takeCurrent: "Take all as they are now",
    takeYours: "Take all of mine",
    write: "Write again",
    removeAll: "Remove all the same",
    discard: "Drop my changes",
    choose: "Choose one of the two.",
    nothingLeft: "You chose to keep every field as it is now; nothing is left to write.",
    because: (reason) => `reason: ${reason}`,
    unknownPerson: "whoever runs the server",
  },
  history: {
    title: "History",
    operations: { insert: "Entered", update: "Changed", delete: "Removed" },
    restored: "Restored an older version",
    restore: "Restore this version",
    undo: "Undo the last change",
    from: ({ file, sheet, row }) =>
      ["from", file, sheet === null ? "" : `sheet ${sheet}`, row === null ? "" : `row ${row}`]
        .filter(Boolean)
        .join(" "),
  },
  empty: "empty",
};
