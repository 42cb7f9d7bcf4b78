import { type ReactNode } from "react";
import { ApiError } from "#client/api.ts";
import { queryClient } from "#client/queries.ts";
import { useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { Link } from "#client/ui/Link.tsx";
import { PageHeading } from "#client/ui/PageHeading.tsx";
import { useTitle } from "#client/ui/title.ts";

/** Grey lines in the place of what is coming. */
export const Skeleton = ({ lines = 4 }: { lines?: number }) => {
  const text = useText();
  return (
    <div className="skeleton" role="status" aria-label={text.states.loading}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} style={{ width: `${92 - ((line * 37) % 45)}%` }} />
      ))}
    </div>
  );
};

type Asked = {
  readonly error: unknown;
  readonly failureReason: unknown;
  readonly isPending: boolean;
  readonly refetch: () => unknown;
};

const kindOf = (error: unknown) => (error instanceof ApiError ? error.kind : null);

/** What is shown while an answer is missing: skeleton, preparing server, or an error that says what is kept. */
export const Waiting = ({ asked, lines = 6 }: { asked: Asked; lines?: number }) => {
  const text = useText();
  if (asked.isPending) {
    return (
      <>
        {kindOf(asked.failureReason) === "unavailable" && <Note tone="info">{text.states.preparing}</Note>}
        <Skeleton lines={lines} />
      </>
    );
  }
  // One cause usually fails several questions: ask them all again.
  const retry = () => {
    void asked.refetch();
    void queryClient.refetchQueries({ predicate: (query) => query.state.status === "error" });
  };
  const detail = asked.error instanceof ApiError ? asked.error.detail : "";
  return (
    <div className="error-block" role="alert">
      <p className="error-title">
        <Icon name="warning" size={18} />
        {kindOf(asked.error) === "offline" ? text.states.offline : text.states.failed}
      </p>
      {detail && <p>{detail}</p>}
      <p>{text.states.kept}</p>
      <button type="button" className="button" onClick={retry}>
        {text.states.retry}
      </button>
    </div>
  );
};

/** A page of something that does not exist; `children` are further ways on. */
export const NotFound = ({ title, children }: { title: string; children?: ReactNode }) => {
  const text = useText();
  useTitle(title);
  return (
    <div className="card not-found">
      <PageHeading>{title}</PageHeading>
      <p>{text.states.missingHint}</p>
      <p className="buttons">
        {children}
        <Link className="button" to={{ page: "overview" }}>
          {text.toOverview}
        </Link>
      </p>
    </div>
  );
};

export const Note = ({ tone, children }: { tone: "info" | "warning"; children: ReactNode }) => (
  <p className={`note note-${tone}`}>
    {tone === "warning" && <Icon name="warning" />}
    <span>{children}</span>
  </p>
);

/** Unknown is said in words, never as a blank or a zero. */
export const Unknown = ({ children }: { children: ReactNode }) => <span className="unknown">{children}</span>;
