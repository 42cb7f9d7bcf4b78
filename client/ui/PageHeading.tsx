import { useEffect, useRef, type ReactNode } from "react";
import { goBack, hasNavigated } from "#client/state/navigation.ts";
import { useText } from "#client/text.tsx";
import { Icon } from "#client/ui/Icon.tsx";

type PageHeadingProps = { readonly children: ReactNode; readonly eyebrow?: ReactNode; readonly isBackShown?: boolean };

/** Head of a panel page; takes the focus when the reader comes to it, so that reading goes on there. */
export const PageHeading = ({ children, eyebrow, isBackShown = true }: PageHeadingProps) => {
  const text = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (hasNavigated()) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <header className="page-heading">
      {isBackShown && (
        <button type="button" className="back-button" onClick={goBack}>
          <Icon name="back" size={18} />
          {text.back}
        </button>
      )}
      {eyebrow && <p className="eyebrow">{eyebrow}</p>}
      <h1 ref={heading} tabIndex={-1}>
        {children}
      </h1>
    </header>
  );
};
