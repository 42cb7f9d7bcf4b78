/**
 * Moves the focus from a control that is about to leave the page to one that stays, from where reading goes on: the browser
 * would send it back to the very top.
 */
export const focusOn = (selector: string): void =>
  document.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
