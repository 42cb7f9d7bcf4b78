import { execFileSync } from "node:child_process";

/** Says in one sentence what is missing; vitest would print it inside a stack trace. */
export const setup = (): void => {
  try {
    execFileSync(process.env["SOFFICE_PATH"] ?? "soffice", ["--version"], { stdio: "ignore" });
  } catch {
    console.error(
      "This check needs LibreOffice Calc: install it (on Debian: apt-get install libreoffice-calc) or name its soffice in SOFFICE_PATH.",
    );
    process.exit(1);
  }
};
