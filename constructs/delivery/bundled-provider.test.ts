import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bundledProvider } from "./bundled-provider.ts";

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
    expect(bundledProvider(join(folder, "dist", "cdktf"))).toEqual(want);
    expect(bundledProvider(join(folder, "constructs", "delivery"))).toEqual(want);
  });

  it("fails where it was not built, and says how to", () => {
    expect(() => bundledProvider(installed(manifest))).toThrow(/dist\/provider is not there\..*run `npm run build`/);
  });

  it("fails where its version cannot be told", () => {
    const folder = installed({ ...manifest, "dist/provider/version.json": "{}" });
    expect(() => bundledProvider(folder)).toThrow(/version\.json has no version or h1\..*`npm run build`/);
  });

  it("fails where the constructs were bundled into another program", () => {
    const folder = installed({ "package.json": '{"name":"garden","version":"1.0.0"}' });
    expect(() => bundledProvider(folder)).toThrow(/is in no package "latchkey".*external/);
  });
});
