import { useState } from "react";
import { send } from "#client/send.ts";
import { FormAlert, useSubmit } from "#client/ui/form.tsx";
import { CopyOnce } from "#client/ui/CopyOnce.tsx";
import { Instant } from "#client/ui/Instant.tsx";
import { Waiting } from "#client/ui/States.tsx";
import { LINK_DAYS } from "#contracts/land-upload.ts";
import { landPath, useLand, writeLand } from "../land-data.ts";
import type { OpenLink } from "./upload-data.ts";
import { useWords } from "./use-words.ts";
import "./upload-link.css";

/** An editor makes, renews or ends the link by which a developer hands in this report; its code is shown once. */
export const UploadLink = ({ reportId }: { reportId: number }) => {
  const { link: words } = useWords();
  const path = `reports/${reportId}/upload-link`;
  const asked = useLand<{ link: OpenLink | null }>(path);
  const [made, setMade] = useState<string | null>(null);
  const making = useSubmit(async ({ days = "" }) => {
    const link = await send<{ path: string }>("POST", landPath(path), { days: Number(days) });
    setMade(window.location.origin + link.path);
    await asked.refetch();
  });
  const ending = useSubmit(async () => {
    await writeLand("DELETE", path);
    setMade(null);
  });
  if (!asked.data) return <Waiting asked={asked} lines={2} />;
  const { link } = asked.data;
  return (
    <section className="upload-link" aria-label={words.title}>
      <h3>{words.title}</h3>
      <p className="fine">{words.lead}</p>
      {made !== null && <CopyOnce value={made} label={words.once} words={words} />}
      {link && (
        <p>
          {words.open(link.madeBy ?? words.someone)} <Instant at={link.expiresAt} />.
        </p>
      )}
      <FormAlert refusal={making.refusal ?? ending.refusal} />
      <form className="upload-link-form" onSubmit={making.onSubmit}>
        <label className="field">
          {words.days}
          <select name="days" defaultValue={LINK_DAYS.usual}>
            {Object.entries(words.daysOf).map(([days, label]) => (
              <option key={days} value={days}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="button" aria-busy={making.isBusy}>
          {link ? words.again : words.make}
        </button>
      </form>
      {link && (
        <form onSubmit={ending.onSubmit}>
          <button type="submit" className="button" aria-busy={ending.isBusy}>
            {words.end}
          </button>
        </form>
      )}
    </section>
  );
};

/** The same where it is needed now and then: asked for when it is unfolded. */
export const UploadByLink = ({ reportId }: { reportId: number }) => {
  const { link: words } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="upload-by-link" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.byLink}</summary>
      {isOpen && <UploadLink reportId={reportId} />}
    </details>
  );
};
