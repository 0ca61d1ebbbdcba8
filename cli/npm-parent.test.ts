import { describe, expect, it } from "vitest";
import { isStartedByNpm } from "./npm-parent.ts";

describe("a command that npm started", () => {
  it.each([
    { name: "npx", script: "'latchkey'", want: true },
    { name: "npx of other versions", script: '"latchkey"', want: true },
    { name: "a script of its own", script: "latchkey mock --port 4010", want: true },
    { name: "a script that puts it into the background", script: "latchkey mock & vitest", want: false },
    { name: "nohup in a script", script: "nohup latchkey mock", want: false },
    { name: "a shell script that a script runs", script: "sh start.sh", want: false },
    { name: "another command", script: "latchkey-like mock", want: false },
    { name: "a plain shell", script: undefined, want: false },
  ])("is told by its script: $name", ({ script, want }) => {
    expect(isStartedByNpm({ npm_lifecycle_script: script })).toBe(want);
  });
});
