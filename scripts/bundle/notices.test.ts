import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { describe, expect, it } from "vitest";
import { listBundledPackages } from "./bundled-packages.ts";
import { writeNotices } from "./notices.ts";

function rootWith(packages: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  const root = mkdtempSync(join(tmpdir(), "notices-"));
  for (const [folder, files] of Object.entries(packages)) {
    mkdirSync(join(root, folder), { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(root, folder, name), text);
  }
  return root;
}

function bundleOf(bytes: Readonly<Record<string, number>>): Metafile {
  const inputs = Object.fromEntries(Object.entries(bytes).map(([file, bytesInOutput]) => [file, { bytesInOutput }]));
  return { inputs: {}, outputs: { "bundle.js": { bytes: 1, inputs, imports: [], exports: [] } } };
}

function manifest(name: string, more: object = {}): string {
  return JSON.stringify({ name, version: "4.1.7", license: "MIT", ...more });
}

function collectNotices(bundles: readonly Metafile[], root: string): string {
  return writeNotices(listBundledPackages(bundles, root));
}

describe("a bundle's notices", () => {
  it("hold the license of each package that it has code of, nested and scoped ones too, once", () => {
    const root = rootWith({
      "node_modules/gannet": { "package.json": manifest("gannet"), LICENSE: "Copyright Gannet */ all of it" },
      "node_modules/gannet/node_modules/@shore/tern": {
        "package.json": manifest("@shore/tern"),
        "license.md": "Copyright Tern",
      },
      "node_modules/unused": { "package.json": manifest("unused"), LICENSE: "Copyright Nobody" },
    });
    const notices = collectNotices(
      [
        bundleOf({
          "node_modules/gannet/a.js": 4,
          "node_modules/gannet/b.js": 4,
          "node_modules/gannet/node_modules/@shore/tern/c.js": 4,
          "node_modules/unused/d.js": 0,
          "cli/main.ts": 4,
        }),
      ],
      root,
    );
    expect(notices.match(/Copyright \w+/g)).toEqual(["Copyright Gannet", "Copyright Tern"]);
    expect(notices).toContain("@shore/tern 4.1.7 (MIT)");
    expect(notices.indexOf("*/")).toBe(notices.length - 3);
  });

  it("name the author where a package has no license file, with what MIT says", () => {
    const root = rootWith({
      "node_modules/auk": { "package.json": manifest("auk", { author: { name: "Ada Auk" } }) },
    });
    const notices = collectNotices([bundleOf({ "node_modules/auk/a.js": 1 })], root);
    expect(notices).toContain("auk 4.1.7 (MIT)\n\nCopyright Ada Auk\n\nPermission is hereby granted");
  });

  it("hold the notice file too, which Apache-2.0 asks for", () => {
    const files = { "package.json": manifest("auk", { license: "Apache-2.0" }), LICENSE: "Apache", NOTICE: "By Ada" };
    const root = rootWith({ "node_modules/auk": files });
    expect(collectNotices([bundleOf({ "node_modules/auk/a.js": 1 })], root)).toContain("Apache\n\nBy Ada");
  });

  it("fails where a package has neither", () => {
    const root = rootWith({ "node_modules/skua": { "package.json": manifest("skua") } });
    expect(() => collectNotices([bundleOf({ "node_modules/skua/a.js": 1 })], root)).toThrow(
      "skua 4.1.7 (MIT) is bundled and has no license file",
    );
  });

  it.each(["MPL-2.0", "GPL-3.0-only", "(MIT AND LGPL-2.1)", "SEE LICENSE IN LICENSE", "Public Domain", "mit"])(
    "fails for a package under %s, which is not known to be permissive",
    (license) => {
      const files = { "package.json": manifest("skua", { license }), LICENSE: "All of it" };
      const root = rootWith({ "node_modules/skua": files });
      expect(() => listBundledPackages([bundleOf({ "node_modules/skua/a.js": 1 })], root)).toThrow(
        `skua 4.1.7 is bundled under ${license}`,
      );
    },
  );

  it.each(["MIT", "(MIT OR GPL-3.0-only)", "BSD-2-Clause AND ISC"])("take a package under %s", (license) => {
    const files = { "package.json": manifest("tern", { license }), LICENSE: "All of it" };
    const root = rootWith({ "node_modules/tern": files });
    expect(listBundledPackages([bundleOf({ "node_modules/tern/a.js": 1 })], root)).toMatchObject([{ license }]);
  });

  it("are nothing for a bundle of this package's own code", () => {
    expect(collectNotices([bundleOf({ "cli/main.ts": 9 })], "/nowhere")).toBe("");
  });
});
