import { maskSecrets } from "#access/schema/known-secrets.ts";
import { cleanText } from "#access/schema/shown-text.ts";

/**
 * Formats the output of a crash on stderr. go-plugin shows the user what follows a line that begins with `panic: `. Only stacks are printed, never the values that were thrown: they may hold secrets.
 */
export function formatPanic(thrown: unknown): string {
  const stacks: string[] = [];
  for (let error = thrown; stacks.length < 5 && error !== undefined; error = causeOf(error))
    stacks.push(stackOf(error));
  return `panic: ${cleanText(maskSecrets(stacks.join("\ncaused by: ")))}\n\n`;
}

function stackOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.stack ?? thrown.name;
  return `a value of type ${typeof thrown} was thrown, which is not an Error`;
}

function causeOf(thrown: unknown): unknown {
  return thrown instanceof Error ? thrown.cause : undefined;
}
