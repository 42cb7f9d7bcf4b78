import { adjust, useView } from "#client/state/navigation.ts";
import { useWords } from "./use-words.ts";

type SiteFilterProps = {
  readonly sites: readonly { readonly id: string; readonly name: string }[];
  readonly className?: string;
};

/** The one zone or cluster that a page is about, or all; it stays from page to page. */
export const SiteFilter = ({ sites, className = "" }: SiteFilterProps) => {
  const { site, allSites } = useWords();
  const siteId = useView((view) => view.siteId);
  return (
    <label className={`field ${className}`.trim()}>
      {site}
      <select value={siteId ?? ""} onChange={({ currentTarget }) => adjust({ siteId: currentTarget.value || null })}>
        <option value="">{allSites}</option>
        {sites.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
};
