import { useView } from "#client/state/navigation.ts";

/** The made-up set ends with the Plan's day. */
const LAST_MADE_UP_DAY = "2015-06-18";

const todayInVietnam = (): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date());

/** The day alerts are looked at on: that of the past view, or today in Vietnam; of made-up data their last one. */
export const useAlertDay = (): string => {
  const asOf = useView((view) => view.asOf);
  const isIllustrative = useView((view) => view.isIllustrative);
  return asOf ?? (isIllustrative ? LAST_MADE_UP_DAY : todayInVietnam());
};

/** Days that the API takes. */
export const isAlertDay = (day: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) && day >= "1990-01-01" && day <= "2100-12-31";
