/**
 * What is left on stderr by a process that crashes. go-plugin reports to the user what follows a line that begins with
 * `panic: `. Only stacks are printed, never the values that were thrown: they may hold secrets.
 */
export function panicText(thrown: unknown): string {
  const stacks: string[] = [];
  for (let error = thrown; stacks.length < 5 && error !== undefined; error = causeOf(error))
    stacks.push(stackOf(error));
  return `panic: ${stacks.join("\ncaused by: ")}\n\n`;
}

function stackOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.stack ?? thrown.name;
  return `something that is no Error was thrown: a value of type ${typeof thrown}`;
}

function causeOf(thrown: unknown): unknown {
  return thrown instanceof Error ? thrown.cause : undefined;
}
