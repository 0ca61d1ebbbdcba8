import { describe, expect, it } from "vitest";
import { filesOf, findings } from "./repository.ts";

const written = filesOf().filter((path) => path.endsWith(".ts") && !/[.]gen[.]ts$|(?:^|\/)gen\//.test(path));

/** `../` three times or more, which a package subpath import such as `#access/…` replaces. */
const climb = /(?:from|import\() ?"(?:\.\.\/){3,}/;
/** `const [a, b] = [x, y];`, which only saves lines. The linter finds spreads of literals. */
const packing = /^\s*(?:const|let) \[[^\]]*,[^\]]*\](?:: [^=]+)? = \[.*\];$/;

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
});
