import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { readConfig } from "#server/config.ts";
import { generateIllustrative } from "#server/illustrative/generate.ts";
import { readInputs } from "#server/illustrative/inputs.ts";

/** Writes geodata/illustrative/ anew from the published data beside it. */
const { geodata } = readConfig();
const folder = join(geodata, "illustrative");
const files = generateIllustrative(await readInputs(geodata));
await rm(folder, { recursive: true, force: true });
for (const [name, text] of files) {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), text);
}
process.stdout.write(`${files.size} files in ${folder}\n`);
