/**
 * The offer a client likes best by a header such as `Accept-Language: en;q=0.9, vi`; the first offer where the header is
 * absent or ranks none higher. A range matches an offer and its narrower forms: `en` takes `en-GB` too.
 */
export const preferred = <T extends string>(header: string | string[] | undefined, offers: readonly [T, ...T[]]): T => {
  const ranges = String(header ?? "")
    .slice(0, 1000)
    .toLowerCase()
    .split(",")
    .map((item) => {
      const [range = "", ...parameters] = item.split(";").map((part) => part.trim());
      const quality = Number(parameters.find((parameter) => parameter.startsWith("q="))?.slice(2) ?? 1);
      return { range, quality: Number.isFinite(quality) ? quality : 0 };
    });
  const qualityOf = (offer: T): number =>
    (
      ranges.find(({ range }) => range === offer || range.startsWith(`${offer}-`)) ??
      ranges.find(({ range }) => range === "*")
    )?.quality ?? 0;
  let best = offers[0];
  for (const offer of offers) if (qualityOf(offer) > qualityOf(best)) best = offer;
  return best;
};
