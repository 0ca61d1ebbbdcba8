// What GitHub's runner takes for a command in the output of a step, as its source has it:
// https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs

function readCommand(line: string): string | undefined {
  const trimmed = line.trimStart();
  const end = trimmed.startsWith("::") ? trimmed.indexOf("::", 2) : -1;
  if (end >= 0) return trimmed.slice(2, end).split(" ")[0];
  const start = line.indexOf("##[");
  const close = start < 0 ? -1 : line.indexOf("]", start);
  return close < 0 ? undefined : `##${line.slice(start + 3, close).split(" ")[0] ?? ""}`;
}

/** The names of the commands in an output; those of the older form after `##`. */
export function listCommands(output: string): readonly string[] {
  return output
    .split(/\r\n|\r|\n/)
    .map(readCommand)
    .filter((command) => command !== undefined);
}
