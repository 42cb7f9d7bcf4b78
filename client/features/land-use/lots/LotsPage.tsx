import type { Account } from "#client/account.ts";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { useTitle } from "#client/ui/title.ts";
import { useWords } from "../use-words.ts";

export const LotsPage = ({ account: _ }: { account: Account }) => {
  const { tabs } = useWords();
  useTitle(tabs.landLots);
  return <PageHeading isBackShown={false}>{tabs.landLots}</PageHeading>;
};
