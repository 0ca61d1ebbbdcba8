import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findBundledProvider } from "./bundled-provider.ts";

function installed(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "latchkey "));
  mkdirSync(join(folder, "dist", "provider"), { recursive: true });
  mkdirSync(join(folder, "dist", "cdktf"), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const manifest = { "package.json": '{"name":"latchkey","version":"0.2.0"}' };

describe("the bundled provider", () => {
  it("is found from the built constructs and from their sources", () => {
    const version = { version: "0.2.0-dev.beef", release: false, h1: "h1:x=" };
    const folder = installed({ ...manifest, "dist/provider/version.json": JSON.stringify(version) });
    const want = { ...version, archive: join(folder, "dist", "provider", "package.zip") };
    expect(findBundledProvider(join(folder, "dist", "cdktf"))).toEqual(want);
    expect(findBundledProvider(join(folder, "constructs", "delivery"))).toEqual(want);
  });

  it("fails if it is not built, and says how to build it", () => {
    expect(() => findBundledProvider(installed(manifest))).toThrow(
      /dist\/provider does not exist\..*run `npm run build`/,
    );
  });

  it("fails without a version", () => {
    const folder = installed({ ...manifest, "dist/provider/version.json": "{}" });
    expect(() => findBundledProvider(folder)).toThrow(/version\.json has no version or h1\..*`npm run build`/);
  });

  it("fails if the constructs are bundled into another program", () => {
    const folder = installed({ "package.json": '{"name":"garden","version":"1.0.0"}' });
    expect(() => findBundledProvider(folder)).toThrow(/is not in the package "latchkey".*external/);
  });
});
