import { standingIn, type NamedSite } from "#client/features/plan-versions/lists-model.ts";
import { useSites } from "#client/queries.ts";
import { inLanguage, nameOf, useText } from "#client/text.tsx";
import { Figure } from "#client/ui/Figure.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Count, Period, Stage } from "#client/ui/marks.tsx";
import type { PlanVersionInFull } from "#contracts/plan-versions.ts";

/** Longer than this, and the table waits behind a heading that opens it. */
const SHORT_TABLE = 20;

type MemberTableProps = { readonly versions: readonly PlanVersionInFull[]; readonly sites: readonly NamedSite[] };

/** Sites against the lists that name any. */
export const MemberTable = ({ versions, sites }: MemberTableProps) => {
  const text = useText();
  const title = versions.length > 1 ? text.listsPage.members : text.listsPage.membersOne;
  const isAnyPartial = versions.length > 1 && versions.some(({ isComplete }) => !isComplete);
  const table = (
    <>
      <table className="members">
        <thead>
          <tr>
            <th scope="col">{text.listsPage.site}</th>
            {versions.map((version) => (
              <th key={version.id} scope="col">
                <Period of={version} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sites.map((site) => (
            <tr key={site.id}>
              <th scope="row">
                <SiteName site={site} />
              </th>
              {versions.map((version) => (
                <td key={version.id}>
                  <Standing version={version} siteId={site.id} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {isAnyPartial && <p className="fine">{text.listsPage.maybeKey}</p>}
    </>
  );
  if (sites.length <= SHORT_TABLE) {
    return (
      <section className="card-section">
        <h2>{title}</h2>
        {table}
      </section>
    );
  }
  return (
    <details className="card-section">
      <summary>
        {title} <Count of={`named:${versions.map(({ id }) => id).join("+")}`}>({sites.length})</Count>
      </summary>
      {table}
    </details>
  );
};

const SiteName = ({ site }: { site: NamedSite }) => {
  const text = useText();
  const known = useSites().data?.items.find(({ id }) => id === site.id);
  return (
    <>
      <Link to={{ page: "site", siteId: site.id }} data-site={site.id} data-name={site.id}>
        {known ? inLanguage(known.shortNameVi, known.shortNameEn, text) : nameOf(site, text)}
      </Link>
      {!site.isDrawn && <span className="row-meta"> {text.listsPage.districtOnly}</span>}
    </>
  );
};

const Standing = ({ version, siteId }: { version: PlanVersionInFull; siteId: string }) => {
  const text = useText();
  const standing = standingIn(version, siteId);
  if (standing === null) {
    return (
      <span className="fine" data-tip={text.listsPage.maybe}>
        <span aria-hidden="true">?</span>
        <span className="visually-hidden">{text.listsPage.maybe}</span>
      </span>
    );
  }
  if (standing === false) return <span className="fine">{text.listsPage.isNotNamed}</span>;
  const area = version.members.find(({ id }) => id === siteId)?.area;
  return (
    <>
      {typeof standing === "string" ? (
        <Stage of={`${version.id} ${siteId}`}>{text.listsPage.stages[standing] ?? standing}</Stage>
      ) : (
        <>
          <Icon name="check" size={15} />
          <span className="visually-hidden">{text.listsPage.isNamed}</span>
        </>
      )}
      {area && (
        <>
          {" "}
          <Figure figure={area} of={nameOf(version, text)} />
        </>
      )}
    </>
  );
};
