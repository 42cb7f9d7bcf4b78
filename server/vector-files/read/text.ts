import { isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import { refuseFile } from "./refusals.ts";

const BOMS: readonly (readonly [encoding: string, bytes: readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/** Of UTF-16 without a mark every second byte of Latin text is 0. */
const unmarkedUtf16 = (bytes: Uint8Array): string | undefined => {
  const zeros = [0, 0];
  const most = Math.min(bytes.length, 2000);
  for (let n = 0; n < most; n++) if (bytes[n] === 0) zeros[n % 2]!++;
  const [even = 0, odd = 0] = zeros;
  if (odd > most / 4 && even === 0) return "utf-16le";
  return even > most / 4 && odd === 0 ? "utf-16be" : undefined;
};

/** Which letters bytes stand for: a mark at the beginning says it, UTF-8 shows by itself, and else it is old Vietnamese Windows. */
export const decodeText = (bytes: Uint8Array): string => {
  const marked = BOMS.find(([, mark]) => mark.every((byte, n) => bytes[n] === byte))?.[0];
  const encoding = marked ?? unmarkedUtf16(bytes) ?? (isUtf8(bytes) ? "utf-8" : "windows-1258");
  if (marked === "utf-8" && !isUtf8(bytes)) refuseFile("bad-encoding");
  const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding).normalize("NFC");
  if (text.includes("\0")) refuseFile("not-text");
  // Unpaired halves of characters, or bytes that windows-1258 has no letter for.
  if (encoding !== "utf-8" && text.includes("\uFFFD")) refuseFile("bad-encoding");
  return text;
};
