import { errorTable } from "#access/model/errors.ts";
import type { GeneratedFile } from "../generate.ts";

const introduction = [
  "# Errors",
  "",
  "Every error of Latchkey itself. In Terraform, the summary is the first line of the diagnostic. Below it, the message says",
  "what happened, where, and what was received. The advice comes last, unless the message has more specific advice. On the",
  "command line, each error ends with exit code 2.",
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
