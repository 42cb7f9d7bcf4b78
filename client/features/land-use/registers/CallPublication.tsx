import { useQuery } from "@tanstack/react-query";
import { send } from "#client/send.ts";
import { useView } from "#client/state/navigation.ts";
import { FormAlert, useSubmit } from "#client/ui/form.tsx";
import { Link } from "#client/ui/Link.tsx";
import type { InvestmentCall } from "#contracts/calls.ts";
import type { Row } from "../editing/versions.ts";
import { LAND_KEY, writeLand } from "../land-data.ts";
import { useRegisterWords } from "./use-words.ts";

/** Which version of a call the public sees, asked again after every write. */
const usePublicVersion = (id: number) => {
  const isIllustrative = useView((view) => view.isIllustrative);
  return useQuery({
    queryKey: [...LAND_KEY, "public-call", id, isIllustrative],
    queryFn: async () => {
      const { items } = await send<{ items: InvestmentCall[] }>(
        "GET",
        `/api/calls${isIllustrative ? "?data=illustrative" : ""}`,
      );
      return items.find(({ entered }) => entered?.id === id)?.entered?.version ?? null;
    },
    retry: false,
  });
};

/** Whether the public sees a call and as of which version, and for those who may, the ways to change that. */
export const CallPublication = ({ row, mayApprove }: { readonly row: Row; readonly mayApprove: boolean }) => {
  const words = useRegisterWords().publication;
  const { data: version } = usePublicVersion(row.id);
  const step = (action: "publish" | "withdraw") => () =>
    writeLand("POST", `calls/${row.id}/${action}`, { ifMatch: row.rowVersion, body: {} }).then(() => undefined);
  const publishing = useSubmit(step("publish"));
  const withdrawing = useSubmit(step("withdraw"));
  if (version === undefined) return null;
  const isCurrent = version === row.rowVersion;
  return (
    <section className="card-section call-publication">
      <h2>{words.title}</h2>
      <p role="status">
        {version === null
          ? words.none
          : isCurrent
            ? words.current
            : words.older(String(version), String(row.rowVersion))}{" "}
        {version !== null && <Link to={{ page: "calls" }}>{words.see}</Link>}
      </p>
      {mayApprove ? (
        <div className="buttons">
          {!isCurrent && (
            <form onSubmit={publishing.onSubmit}>
              <button type="submit" className="button button-primary" aria-busy={publishing.isBusy}>
                {words.publish}
              </button>
            </form>
          )}
          {version !== null && (
            <form onSubmit={withdrawing.onSubmit}>
              <button type="submit" className="button" aria-busy={withdrawing.isBusy}>
                {words.withdraw}
              </button>
            </form>
          )}
        </div>
      ) : (
        <p className="field-hint">{words.byApprover}</p>
      )}
      <FormAlert refusal={publishing.refusal ?? withdrawing.refusal} />
    </section>
  );
};
