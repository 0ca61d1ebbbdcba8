import { expect, it } from "vitest";
import { loadCommand } from "#cli/registry.gen.ts";
import { filesOf, textOf } from "./repository.ts";

const commands = new Set(Object.keys(loadCommand));

/** What users read: pages, and the texts of what ships. */
const read = filesOf().filter((path) => {
  if (/^(?:\.changeset|CHANGELOG|test|bench|scripts|dist)/.test(path)) return false;
  return /\.(?:md|yml)$/.test(path) || (path.endsWith(".ts") && !/[.](?:test|test-d)[.]ts$|\/testing\//.test(path));
});

/** A word behind the program's name, where it is typed: `latchkey review`, and not in a path or a package's name. */
const typed = /(?<![\w/@"'.-])(?:npx )?latchkey ([a-z][a-z-]*)/g;

/** Words that follow the name in a sentence, or in a command line of others. */
const others = new Set(["and", "is", "in", "from", "does", "as", "write", "mirror", "to"]);

it("a command that a page or a message names exists", () => {
  const missing = read.flatMap((path) => {
    const named = [...textOf(path).matchAll(typed)].map(([, word = ""]) => word);
    return named.filter((word) => !commands.has(word) && !others.has(word)).map((word) => `${path}: latchkey ${word}`);
  });
  expect(missing).toEqual([]);
});
