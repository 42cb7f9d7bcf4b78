import type { Account } from "#client/account.ts";
import { askAgain, useOwn } from "#client/account.ts";
import { formatNumber } from "#client/format.ts";
import { useText } from "#client/text.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Note, Waiting } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import type { Enquiry } from "#contracts/enquiries.ts";
import { ENQUIRY_STATES, type EnquiryState } from "#contracts/enquiry-states.ts";
import { mayAct } from "../land-data.ts";
import { setFilters, useFilters } from "../use-filters.ts";
import { EnquiryItem } from "./EnquiryItem.tsx";
import { wordsIn } from "./words.ts";
import "#client/ui/form.css";
import "./enquiries.css";

type Board = { readonly items: readonly Enquiry[]; readonly counts: Readonly<Record<EnquiryState, number>> };

/** Questions of investors about one's sites, by state; each is moved on, and erased for good when it is done. */
export const EnquiriesPage = ({ account }: { account: Account }) => {
  const { language } = useText();
  const words = wordsIn(language);
  const filters = useFilters();
  const state = ENQUIRY_STATES.find((one) => one === filters.state) ?? null;
  const isTheirs = mayAct(account, ["officer", "editor"]);
  useTitle(words.title);
  return (
    <>
      <PageHeading isBackShown={false}>{words.title}</PageHeading>
      {isTheirs ? <Board state={state} /> : <Note tone="info">{words.notYours}</Note>}
    </>
  );
};

const Board = ({ state }: { readonly state: EnquiryState | null }) => {
  const { language } = useText();
  const words = wordsIn(language);
  const asked = useOwn<Board>("/api/enquiries");
  if (!asked.data) return <Waiting asked={asked} lines={8} />;
  const { items, counts } = asked.data;
  const shown = items.filter((one) => state === null || one.state === state);
  return (
    <>
      <p className="lead">{words.lead}</p>
      <p className="chips" role="group" aria-label={words.state}>
        <button type="button" className="chip" aria-pressed={state === null} onClick={() => setFilters({ state: "" })}>
          {words.all}
        </button>
        {ENQUIRY_STATES.map((one) => (
          <button
            key={one}
            type="button"
            className="chip"
            aria-pressed={one === state}
            onClick={() => setFilters({ state: one })}
          >
            {words.states[one]} ({formatNumber(counts[one], 0, language)})
          </button>
        ))}
      </p>
      {shown.length === 0 && <p>{items.length === 0 ? words.none : words.noneOfState}</p>}
      <ul className="enquiries">
        {shown.map((enquiry) => (
          <EnquiryItem key={enquiry.id} enquiry={enquiry} onChanged={askAgain} />
        ))}
      </ul>
    </>
  );
};
