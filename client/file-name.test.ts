import { expect, test } from "vitest";
import { fileNameOf } from "./file-name.ts";

test.each([
  [`attachment; filename="bao-cao.pdf"; filename*=UTF-8''B%C3%A1o%20c%C3%A1o.pdf`, "Báo cáo.pdf"],
  [`attachment; filename="bao-cao.pdf"`, "fallback.pdf"],
  [`attachment; filename*=UTF-8''%E0%A4%A`, "fallback.pdf"],
  [null, "fallback.pdf"],
])("%s is saved as %s", (disposition, name) => {
  expect(fileNameOf(disposition, "fallback.pdf")).toBe(name);
});
