import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { startMock, type Mock } from "#testing/mock.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { loadFleets } from "../lists/support/load-fleets.ts";
import { type Bench, header, headerOf, openBench, openVendorBench, type VendorBench } from "./support/access.ts";
import { giveInput, runCommand } from "#cli/testing/run-command.ts";

interface Asked {
  readonly environment: { readonly [name: string]: string };
  readonly answer?: string;
}

async function latchkey({ environment, answer }: Asked, ...words: readonly string[]) {
  const asker = answer === undefined ? {} : { isTerminal: true, input: giveInput(answer) };
  return runCommand(words, { environment, ...asker });
}

const root = join(import.meta.dirname, "..", "..");

let mock: Mock;

beforeAll(async () => {
  mock = await startMock();
});

afterAll(() => mock.stop());

describe.each(Object.keys(vendorFacts))("the keys and the token of %s", (vendor) => {
  const asked = (): Asked => {
    const { url, token } = mock.vendors[vendor] ?? { url: "", token: "" };
    return { environment: { ACCESS_ENDPOINT: url, ACCESS_TOKEN: token, ACCESS_VENDOR: vendor } };
  };

  it("are told with reads alone, and without a secret", async () => {
    await mock.forgetRequests();
    const listed = await latchkey(asked(), "keys", "--format", "json");
    expect(listed.err).toBe("");
    expect(listed.code).toBe(0);
    expect(JSON.parse(listed.out)).toMatchObject({ format: "latchkey-keys/1", vendor });
    const who = await latchkey(asked(), "whoami", "--format", "json");
    expect(who).toMatchObject({ code: 0, err: "" });
    const told = JSON.parse(who.out) as { readonly owner: unknown; readonly reason: unknown };
    expect(told).toMatchObject({ format: "latchkey-whoami/1", vendor, tokenSource: "ACCESS_TOKEN" });
    expect((told.owner === null) !== (told.reason === null)).toBe(true);
    expect([...new Set((await mock.requests()).map(({ method }) => method))]).toEqual(["GET"]);
    expect(listed.out + who.out).not.toContain(asked().environment["ACCESS_TOKEN"]);
  });

  it("are not told to a token that the vendor refuses", async () => {
    const environment = { ...asked().environment, ACCESS_TOKEN: "canary-of-no-vendor" };
    for (const command of ["keys", "whoami"]) {
      const { code, out, err } = await latchkey({ environment }, command);
      expect({ command, code, out }).toEqual({ command, code: 2, out: "" });
      expect(err).toContain("token");
      expect(err).not.toContain("canary-of-no-vendor");
    }
  });
});

describe.each(Object.keys(vendorFacts))("a key of %s that Terraform made", (vendor) => {
  let bench: VendorBench;

  beforeAll(async () => {
    const seed: unknown = JSON.parse(
      readFileSync(join(root, "test", "fixtures", "examples", `${vendor}.json`), "utf8"),
    );
    bench = await openVendorBench(vendor, { seed: { [vendor]: seed } });
  });

  afterAll(() => bench.close());

  it("is found with its address, and is gone once it is revoked", async () => {
    const example = readFileSync(join(root, "examples", "terraform", "resources", "key", `${vendor}.tf`), "utf8");
    await bench.workspace.apply(headerOf(vendor) + example);
    const state = join(bench.workspace.folder, "state.json");
    await writeFile(state, await bench.workspace.must("show", "-json"));
    const asked = { environment: { ACCESS_TOKEN: bench.token, ACCESS_ENDPOINT: bench.url, ACCESS_VENDOR: vendor } };
    const list = async () => {
      const { out } = await latchkey(asked, "keys", "--state", state, "--format", "json");
      return (JSON.parse(out) as { keys: { id: string; managedBy: string[] }[] }).keys;
    };
    const managed = (await list()).find(({ managedBy }) => managedBy.length > 0);
    expect(managed?.managedBy[0]).toMatch(/^access_key\./);
    const id = managed?.id ?? "";
    const early = await latchkey(asked, "keys", "--state", state, "revoke", id, "--yes");
    expect(early).toMatchObject({ code: 2, out: "" });
    expect(early.err).toContain("--state comes before revoke");
    const revoked = await latchkey(asked, "keys", "revoke", id, "--yes");
    expect(revoked).toMatchObject({ code: 0, out: expect.stringContaining(id) });
    expect((await list()).map((one) => one.id)).not.toContain(id);
  });
});

interface ToldKey {
  readonly id: string;
  readonly serviceAccountName: string | null;
  readonly managedBy: readonly string[];
}

const created = z.object({ data: z.object({ id: z.string() }) });

describe("keys that somebody made by hand beside one of the code", () => {
  let bench: Bench;
  let state = "";
  let account = "";

  const asked = (answer?: string): Asked => {
    const environment = { ACCESS_TOKEN: bench.token, SIGNOZ_ENDPOINT: bench.url, ACCESS_VENDOR: "signoz" };
    return answer === undefined ? { environment } : { environment, answer };
  };

  async function makeKey(name: string): Promise<string> {
    const answer = await fetch(`${bench.url}/api/v1/service_accounts/${account}/keys`, {
      method: "POST",
      headers: { "SigNoz-Api-Key": bench.token, "content-type": "application/json" },
      body: JSON.stringify({ name, expiresAt: 0 }),
    });
    return created.parse(await answer.json()).data.id;
  }

  async function listKeys(): Promise<readonly ToldKey[]> {
    const { out, err } = await latchkey(asked(), "keys", "--state", state, "--format", "json");
    expect(err).toBe("");
    return (JSON.parse(out) as { keys: readonly ToldKey[] }).keys;
  }

  beforeAll(async () => {
    bench = await openBench();
    const applied = await bench.workspace.apply(`${header}
resource "access_service_account" "ferry" {
  name = "ferry"
}
resource "access_key" "ferry" {
  service_account_id = access_service_account.ferry.id
  name               = "in-code"
}
`);
    account = String(applied.state["access_service_account.ferry"]?.["id"]);
    state = join(bench.workspace.folder, "state.json");
    await writeFile(state, await bench.workspace.must("show", "-json"));
  });

  afterAll(() => bench.close());

  it("are told apart from it", async () => {
    const clicked = await makeKey("clicked");
    const keys = await listKeys();
    expect(keys.find(({ id }) => id === clicked)?.managedBy).toEqual([]);
    expect(keys.flatMap(({ managedBy }) => managedBy)).toEqual([`access_key.ferry (${state})`]);
    const { out } = await latchkey(asked(), "keys", "--state", state, "--format", "csv");
    expect(out).toContain("ferry,clicked,");
    expect(out.split("\r\n")[0]).toContain("managed by");
  });

  it("are revoked once somebody says yes, and not before", async () => {
    const id = await makeKey("leaked");
    const silent = await latchkey(asked(), "keys", "revoke", id);
    expect(silent).toMatchObject({ code: 2, out: "" });
    expect(silent.err).toContain("add --yes");
    const refused = await latchkey(asked("n\n"), "keys", "revoke", id);
    expect(refused).toMatchObject({ code: 2, out: "" });
    expect(refused.err).toContain("nothing was revoked");
    expect((await listKeys()).map((key) => key.id)).toContain(id);
    const agreed = await latchkey(asked("y\n"), "keys", "revoke", id);
    expect(agreed.code).toBe(0);
    expect(agreed.out).toContain(`revoked leaked (${id}) of ferry`);
    expect((await listKeys()).map((key) => key.id)).not.toContain(id);
  });

  it("are never revoked if one of the ids is wrong, or is the code's", async () => {
    const id = await makeKey("kept");
    const unknown = await latchkey(asked(), "keys", "revoke", id, "no-such-key", "--yes");
    expect(unknown).toMatchObject({ code: 2, out: "" });
    expect(unknown.err).toContain("no key has the id no-such-key");
    const managed = (await listKeys()).find(({ managedBy }) => managedBy.length > 0);
    const own = await latchkey(asked(), "keys", "revoke", id, managed?.id ?? "", "--yes", "--state", state);
    expect(own).toMatchObject({ code: 2, out: "" });
    expect(own.err).toContain("is managed by access_key.ferry");
    expect((await listKeys()).map((key) => key.id)).toContain(id);
  });

  interface Shown {
    readonly type: string;
    readonly values: { readonly id: string; readonly service_account_id?: string };
  }

  /** The state with something else in its resources. */
  async function writeState(change: (resource: Shown) => object): Promise<string> {
    const shown = JSON.parse(await readFile(state, "utf8"));
    const resources = shown.values.root_module.resources.map((one: Shown) => ({ ...one, ...change(one) }));
    const file = join(bench.workspace.folder, "other.json");
    await writeFile(file, JSON.stringify({ ...shown, values: { root_module: { resources } } }));
    return file;
  }

  it("are not revoked where a state does not tell which keys are the code's", async () => {
    const id = await makeKey("unread");
    const file = await writeState(({ type }) => (type === "access_key" ? { schema_version: 99 } : {}));
    const listed = await latchkey(asked(), "keys", "--state", file, "--format", "csv", "--require-complete");
    expect(listed.code).toBe(1);
    expect(listed.err).toMatch(/^Not looked at:\n.*access_key\.ferry/);
    const { code, out, err } = await latchkey(asked(), "keys", "revoke", id, "--yes", "--state", file);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/Which keys it manages is not known.*nothing was revoked/);
    expect((await listKeys()).map((key) => key.id)).toContain(id);
  });

  it("are not revoked with the state of another account", async () => {
    const id = await makeKey("mistaken");
    const elsewhere = { vendor: "signoz", endpoint: "https://other.example.com" };
    const file = await writeState(({ values: { id, service_account_id } }) => {
      const parts = service_account_id === undefined ? { id } : { id, service_account_id };
      return { identity: { ...elsewhere, ...parts }, identity_schema_version: 0 };
    });
    const listed = await latchkey(asked(), "keys", "--state", file);
    expect(listed.out).toContain("other.json is of signoz at https://other.example.com, and not of this account.");
    const { code, out, err } = await latchkey(asked(), "keys", "revoke", id, "--yes", "--state", file);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("is of signoz at https://other.example.com");
    expect((await listKeys()).map((key) => key.id)).toContain(id);
  });

  it("are looked for again where the answer was lost", async () => {
    const id = await makeKey("lost");
    await bench.mock.faults.add({ route: "DELETE /signoz/api/v1/service_accounts/{id}/keys/{fid}", drop: "after" });
    const { code, out } = await latchkey(asked(), "keys", "revoke", id, "--yes", "--max-retries", "0");
    await bench.mock.faults.clear();
    expect(code).toBe(0);
    expect(out).toMatch(/^not known whether revoked lost .*\nrevoked lost .*: the vendor no longer lists it\n$/);
  });

  it("are revoked before that of the token itself, and then nobody can look", async () => {
    const before = await bench.mock.snapshot();
    const id = await makeKey("another");
    const own = (await listKeys()).find(({ serviceAccountName }) => serviceAccountName === "mock-admin");
    const { code, out, err } = await latchkey(asked(), "keys", "revoke", own?.id ?? "", id, "--yes");
    await bench.mock.restore(before);
    expect(code).toBe(2);
    expect(out.split("\n").map((line) => line.split(" ", 2).join(" "))).toEqual([
      "revoked another",
      "revoked mock-admin",
      "",
    ]);
    expect(err).toContain("this token may be this key");
    expect(err).toContain("the token is not accepted any more");
  });
});

const fleets = await loadFleets();

describe.each(Object.keys(vendorFacts))("the keys of %s, where a list fails", (vendor) => {
  let full: Mock;

  beforeAll(async () => {
    full = await startMock({ seed: { [vendor]: fleets.get(vendor)?.createSeed(4) } });
  });
  afterAll(() => full.stop());

  it.each([403, 429, 500])("are told in part, or not at all, for %i", async (status) => {
    const { url, token } = full.vendors[vendor] ?? { url: "", token: "" };
    const environment = { ACCESS_ENDPOINT: url, ACCESS_TOKEN: token, ACCESS_VENDOR: vendor };
    const keys = (...words: readonly string[]) => latchkey({ environment }, "keys", "--max-retries", "0", ...words);
    await full.forgetRequests();
    const whole = JSON.parse((await keys("--format", "json")).out);
    const paths = new Set((await full.requests({ vendor })).map(({ path }) => path));
    expect(whole.keys.length).toBeGreaterThan(2);
    let partial = 0;
    for (const path of paths) {
      await full.faults.add({ route: `GET ${path}`, status, count: 100 });
      const { code, out, err } = await keys("--format", "json", "--require-complete");
      const csv = await keys("--format", "csv");
      await full.faults.clear();
      if (code === 2) {
        expect({ out, csv: csv.out, said: err.length > 30 }, path).toEqual({ out: "", csv: "", said: true });
        continue;
      }
      partial += 1;
      expect(code, path).toBe(1);
      const told = JSON.parse(out);
      expect(told.complete, path).toBe(false);
      expect(told.keys.length, path).toBeLessThan(whole.keys.length);
      for (const one of told.keys) expect(whole.keys.map(({ id }: { id: string }) => id)).toContain(one.id);
      expect(csv.code, path).toBe(0);
      expect(csv.err, path).toContain("Not looked at:");
    }
    // Where there is a list for each account or space, the others are told.
    expect(partial).toBe(paths.size > 2 ? paths.size - 1 : 0);
  });
});
