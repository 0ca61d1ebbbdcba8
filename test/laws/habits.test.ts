import { describe, expect, it } from "vitest";
import { filesOf, findings } from "./repository.ts";

const written = filesOf().filter((path) => path.endsWith(".ts") && !/[.]gen[.]ts$|(?:^|\/)gen\//.test(path));

/** `../` three times or more, which a package subpath import such as `#access/…` replaces. */
const climb = /(?:from|import\() ?"(?:\.\.\/){3,}/;
/** `const [a, b] = [x, y];`, which only saves lines. The linter finds spreads of literals. */
const packing = /^\s*(?:const|let) \[[^\]]*,[^\]]*\](?:: [^=]+)? = \[.*\];$/;

/** jest runs tests in another realm than Node's own modules, whose errors are then no instances of its `Error`. */
const realmBound = /instanceof (?:(?:Type|Range|URI)?Error|Promise|Uint8Array|Date|Map|Set|URL|RegExp)\b/;
const inUsersProcess = written.filter((path) =>
  /^(?:access|cli|constructs|mock-server|testing|vendors)\/(?!.*(?:\.test\.ts|\/testing\/))/.test(path),
);

describe("TypeScript that people wrote", () => {
  it("is looked at", () => {
    expect(written.length).toBeGreaterThan(800);
  });

  it("imports other top folders by package subpath, and climbs no further than two folders", () => {
    expect(findings(written, climb)).toEqual([]);
  });

  it("packs no assignments into a destructuring", () => {
    expect(findings(written, packing)).toEqual([]);
  });

  it("asks for platform types by node:util/types in what runs in a user's tests", () => {
    expect(inUsersProcess.length).toBeGreaterThan(300);
    expect(findings(inUsersProcess, realmBound)).toEqual([]);
  });
});
