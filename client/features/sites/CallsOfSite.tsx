import { useCalls } from "#client/queries.ts";
import { inLanguage, useText } from "#client/text.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Quoted } from "#client/ui/marks.tsx";
import { Section } from "./card-sections.tsx";

/** Projects that investors are asked for here; they are told in full on the page of calls. */
export const CallsOfSite = ({ siteId }: { readonly siteId: string }) => {
  const text = useText();
  const calls = useCalls(siteId).data?.items ?? [];
  if (calls.length === 0) return null;
  return (
    <Section title={text.listsPage.calls}>
      <ul className="plain">
        {calls.map((call) => (
          <li key={call.id}>
            <Link to={{ page: "calls" }}>
              <Quoted from={`call:${call.id}`}>{inLanguage(call.nameVi, call.nameEn ?? call.nameVi, text)}</Quoted>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
};
