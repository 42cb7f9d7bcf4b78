import { useState } from "react";
import { ApiError } from "#client/api.ts";
import { FormAlert } from "#client/ui/form.tsx";
import { Instant } from "#client/ui/Instant.tsx";
import { Waiting } from "#client/ui/States.tsx";
import type { LandKind } from "#contracts/land-use.ts";
import { useHistory } from "./history.ts";
import { differingFields, type Version } from "./versions.ts";
import { currentOf, restoreVersion } from "./undo.ts";
import { useEditingWords } from "./use-words.ts";
import "./editing.css";

/** How fields of a kind are called and shown. */
export type Spelling = {
  readonly labelOf: (field: string) => string;
  /** A value in words; empty where there is none. */
  readonly show: (field: string, value: unknown) => string;
};

/** Field by field what a change made of a row. */
export const FieldChanges = ({ version, spelling }: { version: Version; spelling: Spelling }) => {
  const { empty } = useEditingWords();
  const { before, after, operation } = version;
  const shown = (field: string, value: unknown) => spelling.show(field, value ?? null) || empty;
  return (
    <ul className="field-changes">
      {differingFields(before, after)
        .filter((field) => operation === "update" || spelling.show(field, (after ?? before)?.[field] ?? null) !== "")
        .map((field) => (
          <li key={field}>
            <span className="field-name">{spelling.labelOf(field)}:</span>{" "}
            {operation !== "insert" && <s>{shown(field, before?.[field])}</s>}
            {operation === "update" && " → "}
            {operation !== "delete" && <strong>{shown(field, after?.[field])}</strong>}
          </li>
        ))}
    </ul>
  );
};

type VersionListProps = {
  readonly kind: LandKind;
  readonly id: number;
  readonly spelling: Spelling;
  readonly canWrite: boolean;
  readonly onRestored: () => void;
};

/** Every version of a row, the newest first: who, when, why, from which file, what changed; each can be written again. */
export const VersionList = ({ kind, id, spelling, canWrite, onRestored }: VersionListProps) => {
  const { history: words, conflict } = useEditingWords();
  const asked = useHistory(kind, id);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  if (!asked.data) return <Waiting asked={asked} lines={4} />;
  const current = currentOf(asked.data);
  const restore = async ({ seq }: Version) => {
    try {
      await restoreVersion(kind, id, seq, current?.rowVersion ?? null);
      setRefusal(null);
      onRestored();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setRefusal(error);
    }
  };
  return (
    <>
      <FormAlert refusal={refusal} />
      <ol className="versions">
        {asked.data.items.toReversed().map((version, place) => (
          <li key={version.seq} data-operation={version.operation}>
            <p className="version-head">
              <strong>{version.restoredSeq === null ? words.operations[version.operation] : words.restored}</strong>
              <span>
                {version.actor ?? conflict.unknownPerson}, <Instant at={version.at} />
              </span>
              {canWrite && place > 0 && version.after !== null && (
                <button type="button" className="button button-small" onClick={() => void restore(version)}>
                  {words.restore}
                </button>
              )}
            </p>
            {version.reason !== null && <p className="field-hint">{conflict.because(version.reason)}</p>}
            {version.source !== null && <p className="field-hint">{words.from(version.source)}</p>}
            <FieldChanges version={version} spelling={spelling} />
          </li>
        ))}
      </ol>
    </>
  );
};
