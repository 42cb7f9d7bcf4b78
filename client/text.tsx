import { createContext, use, useEffect, useMemo, useState, type ReactNode } from "react";
import type { Messages } from "#client/messages/vi.ts";
import { useView } from "#client/state/navigation.ts";
import type { Language } from "#contracts/units.ts";

const TextContext = createContext<Messages | null>(null);

/** In a past view nobody can say that no source was found, only that none of that day was: later ones may tell. */
const inPastView = (text: Messages): Messages => ({
  ...text,
  noSource: text.time.noFigure,
  card: { ...text.card, noOccupancy: text.time.noOccupancy, noArea: text.time.noArea },
});

/** Texts of the language in use; the other language is not downloaded. */
export const loadMessages = async (language: Language): Promise<Messages> =>
  (language === "vi" ? await import("#client/messages/vi.ts") : await import("#client/messages/en.ts")).messages;

export const TextProvider = ({ initial, children }: { initial: Messages; children: ReactNode }) => {
  const language = useView((view) => view.language);
  const isPast = useView(({ asOf, knownOn }) => asOf !== null || knownOn !== null);
  const [text, setText] = useState(initial);
  useEffect(() => {
    let wanted = true;
    void loadMessages(language).then((messages) => wanted && setText(messages));
    return () => void (wanted = false);
  }, [language]);
  useEffect(() => {
    document.documentElement.lang = text.language;
  }, [text]);
  const shown = useMemo(() => (isPast ? inPastView(text) : text), [text, isPast]);
  return <TextContext value={shown}>{children}</TextContext>;
};

export const useText = (): Messages => {
  const text = use(TextContext);
  if (!text) throw new Error("useText outside TextProvider");
  return text;
};

/** The one of two names that is in the language in use. */
export const nameOf = (thing: { readonly nameVi: string; readonly nameEn: string }, text: Messages): string =>
  text.language === "vi" ? thing.nameVi : thing.nameEn;

export const inLanguage = <T,>(vi: T, en: T, text: Messages): T => (text.language === "vi" ? vi : en);
