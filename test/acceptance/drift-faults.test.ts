import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Mock, startMock } from "#testing/mock.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { runCommand } from "#cli/testing/run-command.ts";

let mock: Mock;
let folder = "";
const vendors = Object.keys(vendorFacts);

beforeAll(async () => {
  mock = await startMock();
  folder = await mkdtemp(join(tmpdir(), "latchkey-drift-"));
});
afterAll(async () => {
  await mock.stop();
  await rm(folder, { recursive: true });
});
afterEach(() => mock.faults.clear());

async function write(name: string, document: object): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, JSON.stringify(document));
  return file;
}

/** A state with one object, which is not at the vendor: what is missing is known only where its list is whole. */
function writeState(vendor: string): Promise<string> {
  const [type] = Object.keys(vendorFacts[vendor]?.nouns ?? {});
  const resource = {
    address: `access_${type}.gone`,
    mode: "managed",
    type: `access_${type}`,
    name: "gone",
    provider_name: "registry.terraform.io/latchkey/access",
    schema_version: 0,
    values: { id: "1", name: "gone" },
  };
  return write(`${vendor}.json`, { format_version: "1.0", values: { root_module: { resources: [resource] } } });
}

async function drift(vendor: string, file: string, token?: string) {
  const account = mock.vendors[vendor] ?? { url: "", token: "" };
  const words = ["drift", file, "--vendor", `${vendor}@${account.url}`, "--max-retries", "0", "--format", "json"];
  return runCommand(words, { environment: { ACCESS_TOKEN: token ?? account.token } });
}

describe.each(vendors)("drift at %s", (vendor) => {
  it.each([403, 429, 500, 503])("is never whole, and never in sync, where a list is answered %i", async (status) => {
    const file = await writeState(vendor);
    await mock.forgetRequests();
    const whole = JSON.parse((await drift(vendor, file)).out);
    const requests = await mock.requests({ vendor });
    expect([...new Set(requests.map(({ method }) => method))]).toEqual(["GET"]);
    for (const path of new Set(requests.map((one) => one.path))) {
      await mock.faults.add({ route: `GET ${path}`, status });
      const { code, out, err } = await drift(vendor, file);
      await mock.faults.clear();
      if (code === 2) {
        expect({ out, said: err.length > 30 }, path).toEqual({ out: "", said: true });
        continue;
      }
      const report = JSON.parse(out);
      const isAsker = report.askedBy === null && whole.askedBy !== null;
      expect(report.inSync, path).toBe(false);
      expect(report.blind.length > whole.blind.length || isAsker, path).toBe(true);
    }
  });

  it("fails with a token of another vendor, and writes nothing", async () => {
    const other = vendors.find((one) => one !== vendor) ?? "";
    const { code, out, err } = await drift(vendor, await writeState(vendor), mock.vendors[other]?.token);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/token/i);
  });
});

describe("what is no state", () => {
  it.each([
    {
      name: "a state of another version",
      document: { version: 3, lineage: "x", resources: [] },
      says: /version 3, and 4 is read/,
    },
    {
      name: "an encrypted state",
      document: { serial: 1, lineage: "x", encrypted_data: "aGk=", encryption_version: "v0" },
      says: /OpenTofu encrypted/,
    },
    {
      name: "the pointer to a state",
      document: { version: 3, backend: { type: "s3", config: {} } },
      says: /backend "s3".*terraform state pull/,
    },
    {
      name: "a plan",
      document: { format_version: "1.2", resource_changes: [], planned_values: {} },
      says: /is a plan/,
    },
    {
      name: "an empty state",
      document: { format_version: "1.0", values: {} },
      says: /nothing belongs to the provider/,
    },
  ])("fails for $name, in one sentence", async ({ name, document, says }) => {
    const { code, out, err } = await drift("signoz", await write(`${name.replaceAll(" ", "-")}.json`, document));
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(says);
  });

  it("fails for a stack whose state is elsewhere, and says how to pipe it", async () => {
    const stack = { terraform: { backend: { s3: { bucket: "b" } } }, resource: {}, "//": {} };
    const home = join(folder, "stack");
    await mkdir(home, { recursive: true });
    await writeFile(join(home, "cdk.tf.json"), JSON.stringify(stack));
    await writeFile(join(home, "latchkey.json"), "{}");
    const { code, err } = await runCommand(["drift", "--synth", home, "--vendor", "signoz"]);
    expect(code).toBe(2);
    expect(err).toMatch(/backend "s3"\. Pipe it: terraform -chdir/);
  });
});
