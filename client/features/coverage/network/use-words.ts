import { inLanguage, useText } from "#client/text.tsx";
import { words as en } from "./words-en.ts";
import { words as vi, type Words } from "./words-vi.ts";

export const useWords = (): Words => inLanguage(vi, en, useText());
