import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errorTable } from "#access/model/errors.ts";
import type { FaultOrder } from "#mock-server/control/shapes.ts";
import type { Key } from "#vendors/signoz/wire/key.ts";
import { type Bench, header, openBench } from "./support/access.ts";
import { type Applied, applyOnce, holdsNoSecret } from "./support/apply.ts";

let bench: Bench;
let bystander: Key;
let nest: string;

const provider = header.replace('vendor = "signoz"', 'vendor = "signoz"\n  request_timeout = "2s"');

const base = `${provider}
resource "access_service_account" "nest" {
  name = "gull-nest"
}
resource "access_role" "nest" {
  name        = "gull-nest"
  permissions = [{ action = "list", resource = "role" }]
}
`;

const account = "service_account";
const role = "role";
const binding = "role_binding";
const key = "key";

interface Rotation {
  readonly keeper: string;
  readonly overlap?: string;
}

function subjects(suffix: string, verb: "list" | "read" = "list", rotation: Rotation = { keeper: "0" }): string {
  return `${base}
resource "access_service_account" "subject" {
  name = "gull-${suffix}"
}
resource "access_role" "subject" {
  name        = "gull-role-${suffix.slice(0, 1)}"
  permissions = [{ action = "${verb}", resource = "serviceaccount" }]
}
resource "access_role_binding" "subject" {
  role_id            = access_role.nest.id
  service_account_id = access_service_account.nest.id
}
resource "access_key" "subject" {
  service_account_id = access_service_account.nest.id
  name               = "gull-key-${suffix}"
  keepers            = { moult = "${rotation.keeper}" }
  ${rotation.overlap === undefined ? "" : `overlap = "${rotation.overlap}"`}
}
`;
}

type Fault = Omit<FaultOrder, "route">;

const faults: readonly { readonly name: string; readonly fault: Fault }[] = [
  { name: "lost before the vendor acted", fault: { drop: "before" } },
  { name: "lost after the vendor acted", fault: { drop: "after" } },
  { name: "500 after the vendor acted", fault: { status: 500, acts: true } },
  { name: "429 with Retry-After", fault: { status: 429, retryAfter: 1 } },
  { name: "503", fault: { status: 503 } },
  { name: "timeout", fault: { delayMs: 60_000 } },
  { name: "HTML", fault: { body: "html" } },
  { name: "truncated JSON", fault: { body: "truncated" } },
];

interface Write {
  readonly title: string;
  readonly noun: string;
  readonly route: string;
}

const api = "/signoz/api/v1";
const stages = {
  create: [
    { title: "create account", noun: account, route: `POST ${api}/service_accounts` },
    { title: "create role", noun: role, route: `POST ${api}/roles` },
    { title: "create role binding", noun: binding, route: `POST ${api}/service_account_roles` },
    { title: "create key", noun: key, route: `POST ${api}/service_accounts/{id}/keys` },
  ],
  update: [
    { title: "update account", noun: account, route: `PUT ${api}/service_accounts/{id}` },
    { title: "update role", noun: role, route: `PUT ${api}/roles/{id}` },
    { title: "update key", noun: key, route: `PUT ${api}/service_accounts/{id}/keys/{fid}` },
  ],
  settle: [{ title: "set a new key's expiry", noun: key, route: `PUT ${api}/service_accounts/{id}/keys/{fid}` }],
  succeed: [{ title: "rotate: create the new key", noun: key, route: `POST ${api}/service_accounts/{id}/keys` }],
  end: [
    { title: "rotate: revoke the old key", noun: key, route: `DELETE ${api}/service_accounts/{id}/keys/{fid}` },
    { title: "rotate: name the new key", noun: key, route: `PUT ${api}/service_accounts/{id}/keys/{fid}` },
  ],
  retire: [{ title: "rotate: retire the old key", noun: key, route: `PUT ${api}/service_accounts/{id}/keys/{fid}` }],
  delete: [
    { title: "delete account", noun: account, route: `DELETE ${api}/service_accounts/{id}` },
    { title: "delete role", noun: role, route: `DELETE ${api}/roles/{id}` },
    { title: "delete role binding", noun: binding, route: `DELETE ${api}/service_account_roles/{id}` },
    { title: "delete key", noun: key, route: `DELETE ${api}/service_accounts/{id}/keys/{fid}` },
  ],
} as const satisfies Record<string, readonly Write[]>;

/** What the first apply made of it: it stops and says what to do, or it goes on. */
async function check(write: Write, applied: Applied): Promise<void> {
  const about = applied.diagnostics.filter(({ address }) => address === `access_${write.noun}.subject`);
  const error = about.find(({ severity }) => severity === "error");
  if (error === undefined) return;
  const codes = Object.entries(errorTable).filter(([, { summary }]) => summary === error.summary);
  expect(codes).toHaveLength(1);
  expect(error.detail, "what to do next").toMatch(/\bRun again\b/);
}

async function strike(writes: readonly Write[], fault: Fault): Promise<void> {
  await bench.mock.forgetRequests();
  for (const { route } of writes) await bench.mock.faults.add({ route, count: 1, ...fault });
}

/** One apply with the faults, then applies without until one finds nothing to do. */
async function stage(
  writes: readonly Write[],
  given: { readonly fault: Fault; readonly configuration: string; readonly args?: readonly string[] },
): Promise<void> {
  await bench.workspace.write(given.configuration);
  await strike(writes, given.fault);
  const first = await applyOnce(bench.workspace, ...(given.args ?? []));
  holdsNoSecret(first.output);
  expect(first.planned, first.output).toBeGreaterThanOrEqual(new Set(writes.map(({ noun }) => noun)).size);
  const left = (await bench.mock.faults.list()).filter((fault) => fault.left !== 0);
  expect(left, "faults that befell nothing").toEqual([]);
  for (const write of writes) await check(write, first);
  await bench.mock.faults.clear();
  if (first.code !== 0) {
    const second = await applyOnce(bench.workspace);
    holdsNoSecret(second.output);
    expect(second.code, second.output).toBe(0);
  }
  const last = await applyOnce(bench.workspace);
  expect(last, last.output).toMatchObject({ code: 0, planned: 0 });
}

interface Wanted {
  readonly suffix: string;
  readonly verb: string;
}

/** State and vendor hold the same, each thing once, and what is another's is as it was. */
async function holds(wanted: Wanted | undefined): Promise<void> {
  const state = await bench.workspace.state();
  const named = (name: string): string[] => (wanted === undefined ? [] : [name]);
  const accounts = (await bench.admin.accounts()).filter(({ name }) => name !== "mock-admin");
  expect(accounts.map(({ name }) => name).sort()).toEqual([...named(`gull-${wanted?.suffix}`), "gull-nest"].sort());
  const roles = await bench.admin.customRoles();
  const role = `gull-role-${wanted?.suffix.slice(0, 1)}`;
  expect(roles.map(({ name }) => name).sort()).toEqual(["gull-nest", ...named(role)].sort());
  const assigned = (await bench.admin.account(nest)).serviceAccountRoles ?? [];
  const keys = await bench.admin.keys(nest);
  const others = keys.filter(({ id }) => id !== state["access_key.subject"]?.["id"]);
  expect(others).toEqual([bystander]);
  if (wanted === undefined) {
    expect(Object.keys(state).sort()).toEqual(["access_role.nest", "access_service_account.nest"]);
    expect(assigned).toEqual([]);
    return;
  }
  const made = accounts.find(({ name }) => name !== "gull-nest");
  const { id, email, name } = made ?? {};
  expect(state["access_service_account.subject"]).toMatchObject({ id, email, name });
  const roleRow = roles.find(({ name }) => name === role);
  expect(state["access_role.subject"]).toMatchObject({ id: roleRow?.id });
  const groups = (await bench.admin.role(roleRow?.id ?? "")).transactionGroups;
  expect(groups.map(({ relation }) => relation)).toEqual([wanted.verb]);
  expect(assigned.map((row) => row.id)).toEqual([state["access_role_binding.subject"]?.["id"]]);
  const ours = keys.find((row) => row.id === state["access_key.subject"]?.["id"]);
  expect(ours).toMatchObject({ name: `gull-key-${wanted.suffix}`, expiresAt: 0 });
  expect(state["access_key.subject"]).toMatchObject({ name: ours?.name, expires_at: null });
  const headers = { "SIGNOZ-API-KEY": String(state["access_key.subject"]?.["secret"]) };
  expect((await fetch(`${bench.url}/api/v1/service_accounts/me`, { headers })).status).toBe(200);
}

beforeAll(async () => {
  bench = await openBench({ sleep: () => Promise.resolve() });
  const { state } = await bench.workspace.apply(base);
  nest = String(state["access_service_account.nest"]?.["id"]);
  const body = { name: "gull-key", expiresAt: 2_000_000_000 };
  await bench.admin.must({ method: "POST", path: `/service_accounts/${nest}/keys`, body });
  const [row] = await bench.admin.keys(nest);
  if (row === undefined) throw new Error("the bystander's key was not made");
  bystander = row;
});

afterAll(() => bench.close());

describe("each write, and each way to lose its answer", () => {
  it.each(faults.map((row, index) => ({ ...row, letter: "abcdefgh".slice(index, index + 1) })))(
    "$name: nothing twice, nothing silent, and the next apply converges",
    async ({ fault, letter }) => {
      const first = `${letter}-one`;
      const second = `${letter}-two`;
      await stage(stages.create, { fault, configuration: subjects(first) });
      await holds({ suffix: first, verb: "list" });
      await stage(stages.update, { fault, configuration: subjects(second, "read") });
      await holds({ suffix: second, verb: "read" });
      const args = ["-replace=access_key.subject"];
      await stage(stages.settle, { fault, configuration: subjects(second, "read"), args });
      await holds({ suffix: second, verb: "read" });
      const rotated = (keeper: string, overlap?: string): string =>
        subjects(second, "read", { keeper, ...(overlap === undefined ? {} : { overlap }) });
      await stage(stages.succeed, { fault, configuration: rotated("1") });
      await holds({ suffix: second, verb: "read" });
      await stage(stages.end, { fault, configuration: rotated("2") });
      await holds({ suffix: second, verb: "read" });
      const { secret } = (await bench.workspace.state())["access_key.subject"] ?? {};
      await stage(stages.retire, { fault, configuration: rotated("3", "1d") });
      const headers = { "SIGNOZ-API-KEY": String(secret) };
      expect((await fetch(`${bench.url}/api/v1/service_accounts/me`, { headers })).status).toBe(200);
      await stage(stages.delete, { fault, configuration: base });
      await holds(undefined);
    },
  );
});

const putKey = `PUT ${api}/service_accounts/{id}/keys/{fid}`;

describe("a new key whose own expiry cannot be set", () => {
  const configuration = `${base}
resource "access_key" "subject" {
  service_account_id = access_service_account.nest.id
  name               = "gull-key-late"
}
`;

  async function stopped(): Promise<Readonly<Record<string, unknown>>> {
    await bench.workspace.write(configuration);
    await bench.mock.faults.add({ route: putKey, status: 500 });
    const applied = await applyOnce(bench.workspace);
    await bench.mock.faults.clear();
    expect(applied.code).toBe(1);
    expect(applied.output).toContain("Run again to replace the key");
    holdsNoSecret(applied.output);
    const state = (await bench.workspace.state())["access_key.subject"] ?? {};
    expect(Date.parse(String(state["expires_at"])) - Date.now()).toBeLessThanOrEqual(600_000);
    expect(String(state["secret"])).toHaveLength(44);
    return state;
  }

  it("is in state, dies in ten minutes, and is replaced by the next apply", async () => {
    const before = await stopped();
    const { did, state } = await bench.workspace.apply(configuration);
    expect(did).toEqual({ "access_key.subject": "delete, create" });
    expect(state["access_key.subject"]?.["id"]).not.toBe(before["id"]);
    expect((await bench.admin.keys(nest)).map(({ name }) => name).sort()).toEqual(["gull-key", "gull-key-late"]);
    await bench.workspace.apply(base);
  });

  it("is kept, and given its expiry in place, where the user says so", async () => {
    const { id, secret } = await stopped();
    await bench.workspace.must("untaint", "access_key.subject");
    const { did, state } = await bench.workspace.apply(configuration);
    expect(did).toEqual({ "access_key.subject": "update" });
    expect(state["access_key.subject"]).toMatchObject({ id, secret, expires_at: null });
    await bench.workspace.apply(base);
  });
});

describe("a key whose answer is lost for good", () => {
  const configuration = `${base}
resource "access_key" "subject" {
  service_account_id = access_service_account.nest.id
  name               = "gull-key-lost"
}
`;
  const [post, list, revoke] = ["POST", "GET"]
    .map((method) => `${method} ${api}/service_accounts/{id}/keys`)
    .concat(`DELETE ${api}/service_accounts/{id}/keys/{fid}`);

  async function told(...orders: readonly FaultOrder[]): Promise<string> {
    await bench.workspace.write(configuration);
    for (const order of orders) await bench.mock.faults.add(order);
    const applied = await applyOnce(bench.workspace, "-refresh=false");
    await bench.mock.faults.clear();
    expect(applied.code).toBe(1);
    holdsNoSecret(applied.output);
    expect((await bench.workspace.state())["access_key.subject"]).toBeUndefined();
    return applied.diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`).join("\n");
  }

  async function orphan(): Promise<Key | undefined> {
    return (await bench.admin.keys(nest)).find(({ name }) => name === "gull-key-lost");
  }

  it("twice, is revoked twice and tried no further", async () => {
    expect(await told({ route: post ?? "", drop: "after" })).toContain("was lost twice. Both keys were revoked");
    expect(await bench.admin.keys(nest)).toEqual([bystander]);
  });

  it("and cannot be revoked either, is named, and dies by itself", async () => {
    const text = await told({ route: post ?? "", drop: "after" }, { route: revoke ?? "", drop: "before" });
    const left = await orphan();
    expect(text).toContain(`Key ${left?.id} was created, and revoking it failed`);
    expect(text).toContain(`Revoke key ${left?.id} of account ${nest} in SigNoz, then run again.`);
    expect(Number(left?.expiresAt) * 1000 - Date.now()).toBeLessThanOrEqual(600_000);
    await bench.admin.must({ method: "DELETE", path: `/service_accounts/${nest}/keys/${left?.id}` });
  });

  it("and cannot be looked for, is not touched, and the next apply names it", async () => {
    // The first list, right before the request, is answered; those after it are not.
    await bench.mock.faults.add({ route: list ?? "", count: 1, delayMs: 1 });
    const text = await told({ route: post ?? "", drop: "after" }, { route: list ?? "", body: "html" });
    expect(text).toContain("could not be read either");
    const left = await orphan();
    const { diagnostics } = await applyOnce(bench.workspace);
    expect(diagnostics.map(({ detail }) => detail).join()).toContain(`key ${left?.id} (created 20`);
    expect(await orphan()).toEqual(left);
    await bench.admin.must({ method: "DELETE", path: `/service_accounts/${nest}/keys/${left?.id}` });
  });
});

describe("a name that is taken", () => {
  it("fails with the holder's id, when it was made and last used, and the ways out", async () => {
    const held = [
      { noun: account, path: "/service_accounts", body: { name: "gull-held" } },
      { noun: role, path: "/roles", body: { name: "gull-held", description: "", transactionGroups: [] } },
    ];
    for (const { path, body } of held) await bench.admin.must({ method: "POST", path, body });
    await bench.workspace.write(`${base}
resource "access_service_account" "held" {
  name = "gull-held"
}
resource "access_role" "held" {
  name        = "gull-held"
  permissions = [{ action = "list", resource = "role" }]
}
resource "access_key" "held" {
  service_account_id = access_service_account.nest.id
  name               = "gull-key"
}
`);
    const { diagnostics } = await applyOnce(bench.workspace);
    const told = (noun: string): string =>
      diagnostics.find(({ address }) => address === `access_${noun}.held`)?.detail ?? "";
    const accountId = (await bench.admin.accounts()).find(({ name }) => name === "gull-held")?.id;
    const roleId = (await bench.admin.customRoles()).find(({ name }) => name === "gull-held")?.id;
    expect(told(account)).toMatch(
      new RegExp(`account ${accountId} \\(created 20.*terraform import ADDRESS ${accountId}`),
    );
    expect(told(role)).toMatch(new RegExp(`role ${roleId} \\(created 20.*terraform import ADDRESS ${roleId}`));
    expect(told(key)).toMatch(new RegExp(`key ${bystander.id} \\(created 20.*, last used 20.*, expires 2033-05-18`));
    expect(told(key)).toContain(`terraform import ADDRESS ${nest}/${bystander.id}`);
    expect(await bench.admin.keys(nest)).toEqual([bystander]);
  });
});
