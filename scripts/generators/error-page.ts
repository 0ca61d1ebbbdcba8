import { errorTable } from "#access/model/errors.ts";
import type { GeneratedFile } from "../generate.ts";

const introduction = [
  "# Errors",
  "",
  "Every error that Latchkey has of its own. In Terraform the summary is the diagnostic's first line, and the advice its",
  "last paragraph where the place that failed knew nothing better; between them stands what happened, where, and what was",
  "received. On the command line each of them ends with exit code 2.",
  "",
].join("\n");

/** The page that users read, from the table that the code throws. */
export async function generate(): Promise<readonly GeneratedFile[]> {
  const rows = Object.entries(errorTable).map(
    ([code, { summary, advice }]) => `| \`${code}\` | ${summary} | ${advice} |`,
  );
  const table = ["| code | summary | advice |", "| --- | --- | --- |", ...rows, ""].join("\n");
  return [{ path: "docs/errors.md", text: `${introduction}\n${table}` }];
}
