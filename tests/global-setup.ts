import { ensureServerBundle } from "./helpers/embedded-template.ts";

/** The database worker runs from dist/server: built once here, not by whichever suite comes first. */
export const setup = (): Promise<void> => ensureServerBundle();
