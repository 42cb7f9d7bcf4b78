import { useState } from "react";

/** A secret that is shown this once, to be copied. */
export const CopyOnce = ({
  value,
  label,
  words,
}: {
  value: string;
  label: string;
  words: { readonly copy: string; readonly copied: string };
}) => {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  return (
    <div className="copy-once">
      <p>{label}</p>
      <div className="copy-line">
        <input readOnly value={value} aria-label={label} onFocus={(event) => event.currentTarget.select()} />
        {/* Over plain HTTP browsers have no clipboard; the text can be marked and copied all the same. */}
        {"clipboard" in navigator && (
          <button type="button" className="button" onClick={() => void copy()}>
            <span aria-live="polite">{isCopied ? words.copied : words.copy}</span>
          </button>
        )}
      </div>
    </div>
  );
};
