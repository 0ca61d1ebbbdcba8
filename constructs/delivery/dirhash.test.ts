import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hashFiles, hashFolder } from "./dirhash.ts";

const oneFile = new Map([["terraform-provider-orchid_v1", Buffer.from("#!/bin/sh\n")]]);

describe("the h1 hash", () => {
  // `(cd package && sha256sum *) | sha256sum`, in base64.
  it("is the hash of the sorted lines that sha256sum prints", () => {
    expect(hashFiles(oneFile)).toBe("h1:rcyJnt7Iai5if2IkcG6UsZhBtJl/LbBJvY+xaxZMP74=");
  });

  it("does not depend on the order of the files", () => {
    const files = [...oneFile, ["LICENSE", Buffer.from("free")] as const];
    expect(hashFiles(new Map(files.toReversed()))).toBe(hashFiles(new Map(files)));
  });

  it("sorts names by their bytes, as Go does", () => {
    const files = [
      ["\u{1F511}", Buffer.from("a")],
      ["\u{FF5E}", Buffer.from("b")],
    ] as const;
    expect(hashFiles(new Map(files))).toBe("h1:Ocw/GWosxQtYMRbCo+BJE+8zXk+kbvD71UcItvX8qW4=");
  });

  it("names a folder's files by their path from it, with slashes", () => {
    const folder = mkdtempSync(join(tmpdir(), "dirhash "));
    mkdirSync(join(folder, "docs"));
    writeFileSync(join(folder, "docs", "guide.md"), "read");
    writeFileSync(join(folder, "LICENSE"), "free");
    const files = { LICENSE: "free", "docs/guide.md": "read" };
    const bytes = Object.entries(files).map(([name, text]) => [name, Buffer.from(text)] as const);
    expect(hashFolder(folder)).toBe(hashFiles(new Map(bytes)));
  });

  it("fails for a name with a line break", () => {
    expect(() => hashFiles(new Map([["a\nb", Buffer.from("")]]))).toThrow(/"a\\nb" has a line break/);
  });
});
