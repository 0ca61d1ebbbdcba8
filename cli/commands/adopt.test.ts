import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { TestAccount } from "#review/adopt/testing/account.ts";
import { writeSnapshot } from "#review/snapshot/create-snapshot.ts";
import { runCommand } from "../testing/run-command.ts";

let folder: string;
let snapshot: string;
let output: string;

const adopt = (...words: readonly string[]) => runCommand(["adopt", ...words], { environment: {} });

const account = () =>
  new TestAccount("inkit")
    .add("role", {
      id: "role_1",
      name: "ops",
      permissions: [{ action: "create", resource: "folders", selectors: null }],
    })
    .add("role", { id: "role_2", name: "dev", permissions: [{ action: "create", resource: "roles", selectors: null }] })
    .add("service_account", { id: "sa_1", name: "bot", roleIds: ["role_1"] })
    .add("service_account", { id: "sa_2", name: "without roles", roleIds: [] })
    .add("key", { id: "sa_1/x", serviceAccountId: "sa_1" });

function write(blind: readonly string[] = []): string {
  const { instances } = account();
  const owner = { vendor: "inkit", alias: "inkit", endpoint: "https://quay.example", organization: null };
  const live = {
    account: owner,
    takenAt: "2030-01-01T00:00:00.000Z",
    askedBy: { kind: "untold", reason: "Nobody asked." },
    collected: { instances, blind, assumptions: [], whole: [] },
  } as const;
  return writeSnapshot(live, { version: "1.2.3", previous: null });
}

function writeState(...resources: readonly { readonly type: string; readonly values: object }[]): string {
  const shown = resources.map(({ type, values }, index) => ({
    address: `access_${type}.x${index}`,
    mode: "managed",
    type: `access_${type}`,
    name: `x${index}`,
    provider_name: "registry.terraform.io/latchkey/access",
    schema_version: 0,
    values,
  }));
  return JSON.stringify({ format_version: "1.0", values: { root_module: { resources: shown } } });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-adopt-"));
  snapshot = join(folder, "access.json");
  output = join(folder, "access.ts");
});

beforeEach(async () => {
  await writeFile(snapshot, write());
  await rm(output, { force: true });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("latchkey adopt", () => {
  it("writes what a snapshot has, and says what it leaves out", async () => {
    const { code, out, err } = await adopt("--from", snapshot);
    expect(code).toBe(0);
    expect(out).toContain('new CustomRole(this, "ops"');
    expect(out).toContain("The secret of an imported key is not known");
    expect(out).toMatch(/^\/\/ Not adopted: service account "without roles" \(sa_2\)\..*`role_ids` must not be empty/m);
    expect(err).toContain("4 objects of inkit at https://quay.example");
    expect(err).toContain('service account "without roles" (sa_2): ');
  });

  it("says what could not be seen, and fails with --require-complete", async () => {
    await writeFile(snapshot, write(["Roles are hidden.\n// x"]));
    const { code, out, err } = await adopt("--from", snapshot, "--require-complete");
    expect(code).toBe(1);
    expect(out).toContain("// Not looked at: Roles are hidden. // x\n");
    expect(err).toContain("Not looked at:\n  Roles are hidden.");
  });

  it("writes what is asked for, and refers to the rest", async () => {
    const { out } = await adopt("--from", snapshot, "--only", "service-account:b*", "--only", "key");
    expect(out).not.toContain("new CustomRole");
    expect(out).toContain('bot.addRole(inkit.role("ops"));');
    expect(out).toContain('new Key(this, "bot-key", { serviceAccount: bot })');
  });

  it("leaves out what states manage, until nothing is left", async () => {
    const state = join(folder, "state.json");
    await writeFile(state, writeState({ type: "role", values: { id: "role_1", name: "ops", permissions: [] } }));
    const some = await adopt("--from", snapshot, "--state", state, "--format", "hcl");
    expect(some.err).toContain("1 are managed already");
    expect(some.out).not.toContain('"ops"');
    const all = [
      { type: "role", values: { id: "role_1", name: "ops", permissions: [] } },
      { type: "role", values: { id: "role_2", name: "dev", permissions: [] } },
      { type: "service_account", values: { id: "sa_1", name: "bot", role_ids: ["role_1"] } },
      { type: "key", values: { id: "sa_1/x", service_account_id: "sa_1" } },
    ];
    await writeFile(state, writeState(...all));
    const none = await adopt("--from", snapshot, "--state", state, "--output", output);
    expect(none).toMatchObject({ code: 0, out: "" });
    expect(none.err).toContain("Nothing is left to adopt: no file is written.");
    await expect(readFile(output)).rejects.toThrow("ENOENT");
  });

  it("writes over its own file, and not over one that somebody edited unless it is told to", async () => {
    expect((await adopt("--from", snapshot, "--output", output)).code).toBe(0);
    const first = await readFile(output, "utf8");
    expect((await adopt("--from", snapshot, "--output", output)).code).toBe(0);
    expect(await readFile(output, "utf8")).toBe(first);
    await writeFile(output, `${first}// mine\n`);
    const { code, err } = await adopt("--from", snapshot, "--output", output);
    expect(code).toBe(2);
    expect(err).toContain("was not made by latchkey adopt, or was edited since");
    expect(await readFile(output, "utf8")).toBe(`${first}// mine\n`);
    expect((await adopt("--from", snapshot, "--output", output, "--force")).code).toBe(0);
    expect(await readFile(output, "utf8")).toBe(first);
  });

  it.each([
    {
      words: ["--only", "roles"],
      says: "Inkit has no roles: use one of key, role, service_account. Did you mean role?",
    },
    { words: ["--only", ":x"], says: 'expected KIND or KIND:PATTERN, such as role or key:ci-*, and received ":x"' },
    { words: ["--only", `role:${"*a".repeat(11)}`], says: "a pattern has at most 10 of *" },
    { words: ["--vendor", "inkit"], says: "--vendor is for asking a vendor, and --from reads a file" },
    { words: ["--endpoint", "https://x.example"], says: "--endpoint is for asking a vendor" },
    { words: ["--state", "nowhere.json"], says: "nowhere.json does not exist" },
    { words: ["--format", "yaml"], says: "Allowed choices are hcl, typescript" },
  ])("fails for $words, and writes nothing", async ({ words, says }) => {
    const { code, out, err } = await adopt("--from", snapshot, "--output", output, ...words);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(says);
    await expect(readFile(output)).rejects.toThrow("ENOENT");
  });

  it("fails for a file that is no snapshot", async () => {
    await writeFile(snapshot, writeState());
    const { code, err } = await adopt("--from", snapshot);
    expect(code).toBe(2);
    expect(err).toContain("is no snapshot. Take one: latchkey snapshot.");
  });
});
