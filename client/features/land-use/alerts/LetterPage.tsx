import { useState } from "react";
import { ApiError } from "#client/api.ts";
import { Icon } from "#client/ui/Icon.tsx";
import { Link } from "#client/ui/Link.tsx";
import { Day } from "#client/ui/marks.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { Note, Waiting } from "#client/ui/States.tsx";
import { useTitle } from "#client/ui/title.ts";
import { LETTER_FORMATS } from "#contracts/land-alerts.ts";
import { landPath, useLand } from "../land-data.ts";
import { useAlertDay } from "./alert-day.ts";
import { type Letter, letterText } from "./letter-text.ts";
import { DocumentFiles } from "../DocumentFiles.tsx";
import { useWords } from "./use-words.ts";

type Run = Letter["subject"][number];

/** The draft of the letter about a lease, laid out as the administrative form has it, with what is to be checked on top. */
export const LetterPage = ({ leaseId }: { leaseId: number }) => {
  const { letter: words, day: dayLabel } = useWords();
  const day = useAlertDay();
  const asked = useLand<Letter>(`alerts/${leaseId}/letter`, { on: day });
  useTitle(words.title);
  return (
    <div className="letter-page">
      <PageHeading
        eyebrow={
          <>
            {dayLabel} <Day on={day} />
          </>
        }
      >
        {words.title}
      </PageHeading>
      {asked.data ? (
        <Draft letter={asked.data} leaseId={leaseId} day={day} />
      ) : asked.error instanceof ApiError && asked.error.kind === "not-found" ? (
        <>
          <Note tone="info">{asked.error.detail}</Note>
          <Link className="button" to={{ page: "landAlerts" }}>
            {words.back}
          </Link>
        </>
      ) : (
        <Waiting asked={asked} lines={12} />
      )}
    </div>
  );
};

const Draft = ({ letter, leaseId, day }: { letter: Letter; leaseId: number; day: string }) => {
  const { letter: words } = useWords();
  return (
    <>
      <p className="lead">{words.draft}</p>
      {letter.cautions.length > 0 && (
        <section className="letter-cautions" aria-labelledby="letter-cautions">
          <h2 id="letter-cautions">
            <Icon name="warning" /> {words.cautions}
          </h2>
          <ul lang="vi">
            {letter.cautions.map((caution) => (
              <li key={caution}>{caution}</li>
            ))}
          </ul>
        </section>
      )}
      <div className="letter-actions">
        <CopyText text={letterText(letter)} />
        <DocumentFiles
          formats={LETTER_FORMATS}
          addressOf={(format) => landPath(`alerts/${leaseId}/letter/${format}`, { on: day })}
        />
      </div>
      <p className="fine">{words.bound}</p>
      <Paper letter={letter} />
    </>
  );
};

const CopyText = ({ text }: { text: string }) => {
  const { letter: words } = useWords();
  const [isCopied, setCopied] = useState(false);
  // Over plain HTTP browsers have no clipboard; the letter can be marked and copied all the same.
  if (!("clipboard" in navigator)) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <button type="button" className="button" onClick={() => void copy()}>
      <span aria-live="polite">{isCopied ? words.copied : words.copy}</span>
    </button>
  );
};

const DOTS = "…………";

/** What only the office knows is left as dots, as in the files. */
const Paper = ({ letter: { subject, addressee, blocks } }: { letter: Letter }) => {
  const { letter: words } = useWords();
  return (
    <article className="paper" lang="vi" aria-label={words.paper}>
      <header className="paper-head">
        <div>
          <p>UBND TỈNH VĨNH LONG</p>
          <p className="paper-strong">
            {DOTS}
            {DOTS}
          </p>
          <hr />
          <p>Số: {DOTS}/…</p>
          <p className="paper-subject">
            <Runs runs={subject} />
          </p>
        </div>
        <div>
          <p className="paper-strong">CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>
          <p className="paper-strong">Độc lập - Tự do - Hạnh phúc</p>
          <hr />
          <p className="paper-place">Vĩnh Long, ngày … tháng … năm ……</p>
        </div>
      </header>
      <p className="paper-addressee">
        Kính gửi: <Runs runs={addressee} />
      </p>
      {blocks.map(({ kind, runs }, index) =>
        // Blocks have no names of their own and never change places.
        kind === "heading" ? (
          <h3 key={index}>
            <Runs runs={runs} />
          </h3>
        ) : (
          <p key={index} className={kind === "item" ? "paper-item" : undefined}>
            {kind === "item" && "- "}
            <Runs runs={runs} />
          </p>
        ),
      )}
      <footer className="paper-foot">
        <div>
          <p>
            <strong>
              <em>Nơi nhận:</em>
            </strong>
          </p>
          <p>- Như trên;</p>
          <p>- {DOTS};</p>
          <p>- Lưu: VT, ….</p>
        </div>
        <div>
          <p className="paper-strong">CHỨC VỤ CỦA NGƯỜI KÝ</p>
          <p className="paper-name">Họ và tên</p>
        </div>
      </footer>
    </article>
  );
};

/** `reading.evidence.2.on` is told by the longest beginning that has words. */
const useFieldName = () => {
  const { letter: words } = useWords();
  return (from: string): string => {
    const known = Object.keys(words.fields)
      .filter((field) => from === field || from.startsWith(`${field}.`))
      .toSorted((a, b) => b.length - a.length)[0];
    return known === undefined ? from : (words.fields[known] ?? from);
  };
};

const Runs = ({ runs }: { runs: readonly Run[] }) => {
  const { letter: words } = useWords();
  const fieldName = useFieldName();
  return runs.map((run, index) =>
    run.kind === "text" ? (
      run.text
    ) : (
      <mark key={index} data-from={run.from} data-tip={`${words.from}: ${fieldName(run.from)}`}>
        {run.text}
      </mark>
    ),
  );
};
