import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const GRAVE: readonly unknown[] = ["serious", "critical"];

/** What hinders people who need assistance, in words: the rule, then where it is broken. */
export async function graveFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // What holds needs no description, and a page without frames no second page to be judged in: a quarter of the time.
    .options({ resultTypes: ["violations"] })
    .setLegacyMode()
    .analyze();
  return violations
    .filter(({ impact }) => GRAVE.includes(impact))
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(" | ")}`);
}
