import { execFileSync } from "node:child_process";

/** Debian's Python, which its QGIS belongs to; another may come first in the path. */
export const PYTHON = process.env["GIS_PYTHON"] ?? "/usr/bin/python3";

/** Says in one sentence what is missing; vitest would print it inside a stack trace. */
export const setup = (): void => {
  try {
    execFileSync(PYTHON, ["-c", "import qgis.core, owslib"], { stdio: "ignore" });
  } catch {
    console.error(
      "This check needs QGIS and OWSLib: install them (on Debian: apt-get install python3-qgis python3-owslib) or name their Python in GIS_PYTHON.",
    );
    process.exit(1);
  }
};
