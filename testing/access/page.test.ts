import * as cdktf from "cdktf";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import * as latchkey from "#constructs/index.ts";
import { snippets } from "#test/support/snippets.ts";
import * as testing from "../index.ts";

interface Told {
  readonly name: string;
  run(): void;
}

/** The tests of a snippet, as its test runner would have them. */
function readTests(code: string): readonly Told[] {
  const told: Told[] = [];
  const vitest = { expect, it: (name: string, run: () => void) => void told.push({ name, run }) };
  const modules: { readonly [name: string]: unknown } = { cdktf, latchkey, "latchkey/testing": testing, vitest };
  const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const load = new Function("require", "exports", outputText) as (
    require: (name: string) => unknown,
    exports: object,
  ) => void;
  load((name) => modules[name], {});
  return told;
}

const own = snippets.filter(({ page, note }) => page === "docs/testing.md" && note.kind === "elsewhere");

describe("the tests on the page about tests", () => {
  it("are there", () => {
    expect(own.length).toBeGreaterThan(3);
  });

  it.each(own.flatMap(({ line, code }) => readTests(code).map((one) => ({ line, ...one }))))(
    "line $line: $name",
    ({ run }) => {
      run();
    },
  );
});
