import { strFromU8, unzipSync } from "fflate";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** Words as a reader finds them: spaces of every kind alike, none before a citation. */
export const searchable = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/[\s\u00a0]+/g, " ")
    .trim();

/** Text of a PDF as a reader that searches or copies it finds it, and what its pages are like. */
export const readPdf = async (bytes: Uint8Array) => {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const pdf = await loading.promise;
  const pages: { text: string; size: readonly [number, number]; top: string }[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const text = items.map((item) => ("str" in item ? item.str + (item.hasEOL ? " " : "") : "")).join("");
    // What stands above all else.
    const written = items.flatMap((item) => ("str" in item && item.str.trim() !== "" ? [item] : []));
    const [top] = written.toSorted((a, b) => Number(b.transform[5]) - Number(a.transform[5]));
    const { width, height } = page.getViewport({ scale: 1 });
    pages.push({ text: searchable(text), size: [Math.round(width), Math.round(height)], top: top?.str ?? "" });
  }
  const { info } = await pdf.getMetadata();
  await loading.destroy();
  return { pages, text: searchable(pages.map(({ text }) => text).join(" ")), info: info as Record<string, unknown> };
};

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Text of a DOCX, paragraph by paragraph, and its parts. */
export const readDocx = (bytes: Uint8Array) => {
  const parts = Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]),
  );
  const textOf = (xml = "") =>
    [...xml.matchAll(/<w:p[ >][\s\S]*?<\/w:p>/g)].map(([paragraph]) =>
      searchable(
        [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
          .map(([, text = ""]) => text.replace(/&(\w+);/g, (_, name: string) => ENTITIES[name] ?? ""))
          .join(""),
      ),
    );
  return { parts, paragraphs: textOf(parts["word/document.xml"]), textOf };
};
