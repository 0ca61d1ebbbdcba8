// What V8 compiles of the bundled provider is kept between its processes. Terraform starts three of them for one plan.
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { placeProvider } from "#constructs/delivery/provider-mirror.ts";
import { type Mock, startMock } from "#testing/mock.ts";
import { Workspace } from "#terraform/plugin/testing/workspace.ts";
import { header } from "./support/access.ts";
import { tracesOf } from "./support/traces.ts";

const built = findBundledProvider(import.meta.dirname);
const token = "dotterel-canary/0+7d21-4410-b5";
const configuration = `${header.replace('"latchkey/access"', `"latchkey/access", version = "= ${built.version}"`)}
resource "access_service_account" "dotterel" {
  name = "dotterel"
}
`;

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ token: { signoz: token } });
});
afterAll(() => mock.stop());

/** Plans with the bundled provider, whose compiled code is kept in `cache`. */
async function withPlans(cache: string, work: (plan: () => Promise<string>) => Promise<void>): Promise<void> {
  const access = { ACCESS_ENDPOINT: mock.vendors["signoz"]?.url ?? "", ACCESS_TOKEN: token };
  const workspace = await Workspace.open({ ...access, LATCHKEY_CODE_CACHE: cache });
  try {
    placeProvider({ stackFolder: workspace.folder, package: built });
    await workspace.write(configuration);
    await workspace.must("init", "-no-color");
    await work(() => workspace.must("plan", "-no-color"));
  } finally {
    await workspace.close();
  }
}

// A difference of two files would be shown byte by byte.
const digestOf = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");

const makeFolder = (): string => mkdtempSync(join(tmpdir(), "code-cache-"));

describe("the provider's compiled code", () => {
  it("is kept for this user alone, holds no token, and is used by the next plan", async () => {
    const cache = join(makeFolder(), "code");
    await withPlans(cache, async (plan) => {
      await plan();
      const names = readdirSync(cache).toSorted();
      expect(names.map((name) => name.replace(/-[0-9a-f]{24}$/, ""))).toEqual(["answer.cjs", "undici.cjs"]);
      expect(statSync(cache).mode & 0o777).toBe(0o700);
      for (const name of names) expect(statSync(join(cache, name)).mode & 0o777).toBe(0o600);
      expect(tracesOf(cache, token)).toEqual([]);
      const before = names.map((name) => digestOf(join(cache, name)));
      await plan();
      expect(readdirSync(cache).toSorted()).toEqual(names);
      expect(names.map((name) => digestOf(join(cache, name)))).toEqual(before);
    });
  });

  it("is made again where it is damaged", async () => {
    const cache = makeFolder();
    await withPlans(cache, async (plan) => {
      await plan();
      for (const name of readdirSync(cache)) writeFileSync(join(cache, name), "not what V8 wrote");
      expect(await plan()).toContain("1 to add");
      for (const name of readdirSync(cache)) expect(statSync(join(cache, name)).size).toBeGreaterThan(10_000);
    });
  });

  it.each([
    { name: "off", cache: "off" },
    { name: "a folder that cannot be made", cache: join(import.meta.filename, "below a file") },
  ])("is not needed: $name", async ({ cache }) => {
    await withPlans(cache, async (plan) => expect(await plan()).toContain("1 to add"));
  });
});
