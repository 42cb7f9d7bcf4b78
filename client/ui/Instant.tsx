import { useText } from "#client/text.tsx";

/** Day and time of something that happened, by the reader's clock. */
export const Instant = ({ at }: { at: string }) => {
  const { language } = useText();
  const shown = new Intl.DateTimeFormat(language === "vi" ? "vi-VN" : "en-GB", {
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).format(new Date(at));
  return <time dateTime={at}>{shown}</time>;
};
