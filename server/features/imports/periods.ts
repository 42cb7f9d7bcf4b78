const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** First and last day of `2015`, `2015-06`, `2015-06-18`, `c. 2014` or `2010–2012`. */
export function daysOf(period: string): { first: string; last: string } {
  const [from = "", to = from] = period.replace("c. ", "").split("–");
  const [year, month = "12", day] = to.split("-");
  return {
    first: from + "-01-01".slice(from.length - "2015".length),
    last: `${year}-${month}-${day ?? String(lastDayOf(Number(year), Number(month))).padStart(2, "0")}`,
  };
}
