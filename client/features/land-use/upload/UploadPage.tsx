import { useQuery } from "@tanstack/react-query";
import { useMemo, useState, type ReactNode } from "react";
import { ApiError } from "#client/api.ts";
import { queryClient } from "#client/queries.ts";
import { send } from "#client/send.ts";
import { inLanguage, useText } from "#client/text.tsx";
import { FormAlert, useSubmit } from "#client/ui/form.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Instant } from "#client/ui/Instant.tsx";
import { Day } from "#client/ui/marks.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Note, Waiting } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import { FileExchange } from "../form/FileExchange.tsx";
import { saveWorkbook, type SentForm } from "../form/form-file.ts";
import type { Roads } from "../form/use-exchange.ts";
import { Review } from "./Review.tsx";
import type { UploadState } from "./upload-data.ts";
import { useWords } from "./use-words.ts";
import "./upload.css";

/** What an upload link opens: the form of one report, to be fetched, sent filled in, and handed in; no account is asked for. */
export const UploadPage = ({ code }: { code: string }) => {
  const words = useWords();
  const [isDone, setDone] = useState(false);
  const asked = useQuery({
    queryKey: ["upload", code],
    queryFn: () => send<UploadState>("POST", "/api/upload", { code }),
    retry: false,
  });
  const roads = useMemo<Roads>(
    () => ({
      check: (body) => send("POST", "/api/upload/check", { code, ...body }),
      write: async (body) => {
        const outcome = await send<{ changed: number }>("POST", "/api/upload/write", { code, ...body });
        await queryClient.invalidateQueries({ queryKey: ["upload", code] });
        return outcome;
      },
    }),
    [code],
  );
  useTitle(words.title);
  const heading = <PageHeading isBackShown={false}>{isDone ? words.done : words.title}</PageHeading>;
  if (isDone) {
    return (
      <Page heading={heading}>
        <p className="lead">{words.doneLead}</p>
      </Page>
    );
  }
  if (asked.error instanceof ApiError && asked.error.kind === "link-not-usable") {
    return (
      <Page heading={heading}>
        <Note tone="warning">{words.ended}</Note>
      </Page>
    );
  }
  if (!asked.data) {
    return (
      <Page heading={heading}>
        <Waiting asked={asked} lines={6} />
      </Page>
    );
  }
  const { lines } = asked.data;
  return (
    <Page heading={heading}>
      <Head state={asked.data} />
      <Step number={1} title={words.steps.fetch}>
        <FetchForm code={code} />
      </Step>
      <Step number={2} title={words.steps.send}>
        <p className="fine">{words.sendLead}</p>
        <FileExchange roads={roads} lines={lines} />
      </Step>
      <Step number={3} title={words.steps.handIn}>
        <Review code={code} lines={lines} onHandedIn={() => setDone(true)} />
      </Step>
    </Page>
  );
};

const Page = ({ heading, children }: { heading: ReactNode; children: ReactNode }) => (
  <div className="card wide upload">
    {heading}
    {children}
  </div>
);

const Step = ({ number, title, children }: { number: number; title: string; children: ReactNode }) => (
  <section className="card-section upload-step">
    <h2>
      <span className="upload-number-mark">{number}</span>
      {title}
    </h2>
    {children}
  </section>
);

const Head = ({
  state: { siteVi, siteEn, period, number, dataSet, remark, state, expiresAt },
}: {
  state: UploadState;
}) => {
  const text = useText();
  const words = useWords();
  return (
    <>
      <p className="upload-site">{inLanguage(siteVi, siteEn, text)}</p>
      <dl className="upload-facts">
        <div>
          <dt>{words.period}</dt>
          <dd>
            {period.title !== null && `${period.title} · `}
            <Day on={period.fromDay} /> – <Day on={period.toDay} />
          </dd>
        </div>
        <div>
          <dt>{words.due}</dt>
          <dd>
            <Day on={period.dueOn} />
          </dd>
        </div>
        <div>
          <dt>{words.until}</dt>
          <dd>
            <Instant at={expiresAt} />
          </dd>
        </div>
      </dl>
      {dataSet === "illustrative" && <Note tone="warning">{words.illustrative}</Note>}
      {number > 1 && <Note tone="info">{words.correction}</Note>}
      {state === "returned" && remark !== null && (
        <Note tone="warning">
          {words.returned} <q>{remark}</q>
        </Note>
      )}
    </>
  );
};

const FetchForm = ({ code }: { code: string }) => {
  const words = useWords();
  const form = useSubmit(async () => saveWorkbook(await send<SentForm>("POST", "/api/upload/form", { code })));
  return (
    <form onSubmit={form.onSubmit}>
      <p className="fine">{words.fetchLead}</p>
      <FormAlert refusal={form.refusal} />
      <button type="submit" className="button" aria-busy={form.isBusy}>
        <Icon name="download" size={18} />
        {words.fetch}
      </button>
    </form>
  );
};
