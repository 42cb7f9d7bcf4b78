import { describe, expect, test } from "vitest";
import { takeFile } from "./form-file.ts";

const file = (name: string, bytes: Uint8Array<ArrayBuffer>) => new File([bytes], name);
const held = Object.assign(file("biểu.xlsx", new Uint8Array([80])), {
  arrayBuffer: () => Promise.reject(new DOMException("gone", "NotReadableError")),
});

describe("a file that is chosen or dropped", () => {
  test("is sent byte for byte, with its name in one spelling", async () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7) % 256);
    const taken = await takeFile([file("Biểu.xlsx".normalize("NFD"), bytes)]);
    expect(taken).toEqual({ fileName: "Biểu.xlsx", workbook: Buffer.from(bytes).toString("base64") });
  });

  test.each([
    ["two at once", [file("a.xlsx", new Uint8Array(3)), file("b.xlsx", new Uint8Array(3))], "oneFile"],
    ["a document", [file("công văn.docx", new Uint8Array(3))], "notXlsx"],
    ["the old form of Excel", [file("biểu.xls", new Uint8Array(3))], "notXlsx"],
    ["nothing in it", [file("biểu.xlsx", new Uint8Array())], "empty"],
    ["too much in it", [file("biểu.XLSX", new Uint8Array(1_400_001))], "tooLarge"],
    ["open in another program", [held], "unreadable"],
  ])("%s is told apart", async (_, files, fault) => {
    expect(await takeFile(files)).toMatchObject({ fault, name: files[0]!.name });
  });

  test("none is none", async () => expect(await takeFile([])).toBeNull());
});
