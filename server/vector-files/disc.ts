import { crc32, deflateSync } from "node:zlib";

const SIZE = 32;
const MIDDLE = (SIZE - 1) / 2;
const RADIUS = 14;

/** A white disc as PNG, which viewers tint by the colour of the style. */
export const disc = (): Buffer => {
  const pixels = Buffer.alloc(SIZE * (SIZE * 2 + 1));
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const inside = RADIUS + 0.5 - Math.hypot(x - MIDDLE, y - MIDDLE);
      pixels.set([255, Math.round(255 * Math.max(0, Math.min(1, inside)))], y * (SIZE * 2 + 1) + 1 + 2 * x);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(SIZE, 0);
  head.writeUInt32BE(SIZE, 4);
  // Eight bits of grey and eight of transparency.
  head.set([8, 4], 8);
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(pixels)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
};

const chunk = (name: string, content: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};
