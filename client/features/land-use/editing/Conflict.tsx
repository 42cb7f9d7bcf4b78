import { useEffect, useRef, useState, type ReactNode } from "react";
import { inLanguage, useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";
import { toChoose, type ConflictOf } from "./conflict.ts";
import "./editing.css";

const WORDS_VI = {
  heading: "Người khác vừa sửa mục này",
  lead: "Chưa ghi gì. Chọn giá trị cho từng trường rồi ghi lại; phần bạn đã nhập vẫn còn.",
  field: "Trường",
  held: "Khi bạn mở",
  theirs: "Hiện nay (của họ)",
  mine: "Của bạn",
  stays: "bạn không sửa trường này",
  write: "Ghi theo lựa chọn",
  leave: "Bỏ phần sửa của tôi",
};
const WORDS_EN: typeof WORDS_VI = {
  heading: "Somebody has just changed this",
  lead: "Nothing is written yet. Choose a value for each field and write again; what you entered is kept.",
  field: "Field",
  held: "When you opened it",
  theirs: "Now (theirs)",
  mine: "Yours",
  stays: "you did not change this",
  write: "Write what is chosen",
  leave: "Drop my changes",
};

type ConflictProps = {
  readonly conflict: ConflictOf<unknown>;
  readonly nameOf: (field: string) => string;
  readonly show: (field: string, value: unknown) => ReactNode;
  /** With the fields for which theirs was chosen. */
  readonly onWrite: (theirs: ReadonlySet<string>) => void;
  readonly onLeave: () => void;
};

/** Field by field what was held, what another has written since and what is being written, to choose from. */
export const Conflict = ({ conflict, nameOf, show, onWrite, onLeave }: ConflictProps) => {
  const words = inLanguage(WORDS_VI, WORDS_EN, useText());
  const choices = new Set(toChoose(conflict).map(({ field }) => field));
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const choose = (field: string, isTheirs: boolean) => {
    const next = new Set(theirs);
    if (isTheirs) next.add(field);
    else next.delete(field);
    setTheirs(next);
  };
  return (
    <section className="conflict" role="alertdialog" aria-labelledby="conflict-heading">
      <h2 id="conflict-heading" ref={heading} tabIndex={-1}>
        <Icon name="warning" /> {words.heading}
      </h2>
      <p>{words.lead}</p>
      <div className="conflict-frame">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{words.field}</th>
              <th scope="col">{words.held}</th>
              <th scope="col">{words.theirs}</th>
              <th scope="col">{words.mine}</th>
            </tr>
          </thead>
          <tbody>
            {conflict.fields.map(({ field, held, current, given }) => (
              <tr key={field} data-field={field}>
                <th scope="row">{nameOf(field)}</th>
                <td>{show(field, held)}</td>
                {choices.has(field) ? (
                  [true, false].map((isTheirs) => (
                    <td key={String(isTheirs)}>
                      <label>
                        <input
                          type="radio"
                          name={`conflict-${field}`}
                          checked={theirs.has(field) === isTheirs}
                          onChange={() => choose(field, isTheirs)}
                        />
                        {show(field, isTheirs ? current : given)}
                      </label>
                    </td>
                  ))
                ) : (
                  <>
                    <td>{show(field, current)}</td>
                    <td className="unknown">{given === undefined ? words.stays : show(field, given)}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="buttons">
        <button type="button" className="button button-main" onClick={() => onWrite(theirs)}>
          {words.write}
        </button>
        <button type="button" className="button" onClick={onLeave}>
          {words.leave}
        </button>
      </p>
    </section>
  );
};
