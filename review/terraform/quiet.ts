import { listParts } from "../json-parts.ts";

const quiet: ReadonlySet<string> = new Set(["no-op", "read"]);

/** Whether a change in a plan leaves what it is about as it is. So does one that says nothing. */
export function isQuiet(change: unknown): boolean {
  const actions = listParts(change, "actions");
  return actions.every((action) => typeof action === "string" && quiet.has(action));
}
