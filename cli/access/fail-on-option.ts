import { Option } from "commander";

/** `--fail-on`: one level each time, so that no file behind it is taken for one. */
export function createFailOnOption<T extends string>(levels: readonly T[], usual: readonly T[]): Option {
  const known = (text: string): T => {
    const found = levels.find((one) => one === text);
    if (found !== undefined) return found;
    throw new Error(`--fail-on takes one of ${levels.join(", ")}, and received "${text}". For several, repeat it.`);
  };
  return new Option("--fail-on <what>", "what makes the exit code 1; repeatable")
    .choices([...levels])
    .default(usual, usual.join(" "))
    .argParser((text: string, all: readonly T[]) => [
      ...(all === usual ? [] : all),
      ...text
        .split(/[\s,]+/)
        .filter((one) => one !== "")
        .map(known),
    ]);
}
