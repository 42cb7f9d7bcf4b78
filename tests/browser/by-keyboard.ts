/** People without a mouse: Tab until the control has the focus, then a key. A control that Tab does not reach fails the test. */

import type { Locator } from "playwright-core";

/** More than the stops of any page of an account, header and map included. */
const MOST_STOPS = 250;

const hasFocus = (control: Locator): Promise<boolean> =>
  control.evaluate((element) => element === document.activeElement);

/** @throws {Error} where the control is not reached from where the focus is, in one round through the page */
export const reach = async (control: Locator): Promise<void> => {
  const keyboard = control.page().keyboard;
  await control.waitFor({ state: "attached" });
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await hasFocus(control)) return;
    await keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${String(control)}`);
};

/** Enter on buttons, links and folds; Space on what is ticked. */
export const press = async (control: Locator, key: "Enter" | "Space" = "Enter"): Promise<void> => {
  await reach(control);
  await control.page().keyboard.press(key);
};

/** In the place of what stands there. */
export const type = async (field: Locator, text: string): Promise<void> => {
  await reach(field);
  await field.page().keyboard.press("ControlOrMeta+A");
  await field.page().keyboard.insertText(text);
};

/** From the first option of a closed list downwards. */
export const pick = async (list: Locator, value: string): Promise<void> => {
  await reach(list);
  const { keyboard } = list.page();
  await keyboard.press("Home");
  for (let step = 0; step < MOST_STOPS && (await list.inputValue()) !== value; step++)
    await keyboard.press("ArrowDown");
};

/** One of a group of radio buttons, which is one stop: the arrow keys go from one to the next. */
export const pickRadio = async (radio: Locator): Promise<void> => {
  const name = await radio.getAttribute("name");
  const keyboard = radio.page().keyboard;
  const isInGroup = () =>
    radio.page().evaluate((group) => document.activeElement?.getAttribute("name") === group, name);
  for (let stop = 0; stop < MOST_STOPS && !(await isInGroup()); stop++) await keyboard.press("Tab");
  if (await hasFocus(radio)) return keyboard.press("Space");
  for (let step = 0; step < 10 && !(await hasFocus(radio)); step++) await keyboard.press("ArrowDown");
};
