import type * as z from "zod/mini";
import type { alertLetter } from "#contracts/land-alerts.ts";

export type Letter = z.output<typeof alertLetter.output>;

const textOf = (runs: Letter["subject"]): string => runs.map(({ text }) => text).join("");

/** The letter as plain text: subject, addressee, and its paragraphs. */
export const letterText = ({ subject, addressee, blocks }: Letter): string =>
  [
    textOf(subject),
    `Kính gửi: ${textOf(addressee)}`,
    ...blocks.map(({ kind, runs }) => `${kind === "item" ? "- " : ""}${textOf(runs)}`),
  ].join("\n\n");
