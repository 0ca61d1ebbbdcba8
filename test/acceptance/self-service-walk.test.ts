import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { TerraformStack, Testing } from "#constructs/shared/cdktf.ts";
import { AccessProvider, Key, SelfServiceKeys, type SelfServiceKeysProps, ServiceAccount } from "#constructs/index.ts";
import * as wire from "#vendors/signoz/wire/key.ts";
import { type Bench, openBench } from "./support/access.ts";
import { roleNamed } from "./support/limited-token.ts";
import { SignozAdmin } from "./support/signoz-admin.ts";
import { activate, asUser } from "./support/signoz-people.ts";

const domain = "terns.example.org";
const ada = `ada@${domain}`;
const legacySecret = "bGVnYWN5LWxlZ2FjeS1sZWdhY3ktbGVnYWN5LWxlZ2E=";
const spec = { issuer: "https://idp.example.org", clientId: "terns", clientSecret: "tern-client-secret-1" };

const seed = {
  signoz: {
    serviceAccounts: [
      { name: "collector", roles: ["signoz-admin"], keys: [{ name: "main" }] },
      { name: "migrated-pat", roles: ["signoz-editor"], keys: [{ name: "pat", secret: legacySecret }] },
    ],
    authDomains: [{ name: domain, enabled: true, config: { kind: "oidc", spec } }],
  },
};

let bench: Bench;

beforeAll(async () => {
  bench = await openBench({ seed });
  await bench.workspace.remove("main.tf");
});

afterAll(() => bench.close());

function stackOf(build: (stack: TerraformStack) => void): string {
  const stack = new TerraformStack(Testing.app(), "self-service");
  new AccessProvider(stack, "signoz", { vendor: "signoz" });
  build(stack);
  return Testing.synth(stack);
}

async function deploy(build: (stack: TerraformStack) => void): Promise<void> {
  await bench.workspace.writeText("cdk.tf.json", stackOf(build));
  await bench.workspace.must("apply", "-no-color", "-auto-approve", "-input=false");
  for (const refresh of ["-refresh=false", "-refresh=true"]) expect(await bench.workspace.plan(refresh)).toEqual({});
}

async function deployKeys(props: SelfServiceKeysProps): Promise<void> {
  await deploy((stack) => void new SelfServiceKeys(stack, "keys", props));
}

async function accountId(name: string): Promise<string> {
  return (await bench.admin.accounts()).find((row) => row.name === name)?.id ?? "";
}

function withKey(secret: string): SignozAdmin {
  return new SignozAdmin(bench.url, secret);
}

interface Step {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
}

/** What somebody is answered, a line each. */
async function answers(who: SignozAdmin, steps: Readonly<Record<string, Step>>): Promise<Record<string, number>> {
  const found: [string, number][] = [];
  for (const [name, step] of Object.entries(steps)) found.push([name, await who.status(step)]);
  return Object.fromEntries(found);
}

/** Steps 3 and 4 of the page, as a viewer. Answers the key. */
async function addsKey(viewer: SignozAdmin, name: string): Promise<{ readonly id: string; readonly secret: string }> {
  const found = (await viewer.accounts()).find((row) => row.name === "viewer-readonly");
  if (found === undefined) throw new Error("the viewer does not find the account");
  expect(await viewer.status({ method: "GET", path: `/service_accounts/${found.id}` })).toBe(200);
  const path = `/service_accounts/${found.id}/keys`;
  const made = wire.createdKey.parse(await viewer.must({ method: "POST", path, body: { name, expiresAt: 0 } }));
  expect((await viewer.keys(found.id)).map((key) => key.name)).toContain(name);
  return { id: made.id, secret: made.key };
}

const query = (type: string, signal = ""): unknown => ({
  requestType: "raw",
  compositeQuery: { queries: [{ type, spec: { name: "A", signal } }] },
});

/** "Read-only access to dashboards, traces and other data": all that the key may read, and what it may not write. */
async function readsAndWritesNothing(secret: string): Promise<void> {
  const created = z.object({ id: z.string() });
  const body = { name: `terns-${randomUUID()}`, schemaVersion: "v6", source: "logs", spec: {}, tags: [] };
  const dashboard = created.parse(await bench.admin.must({ method: "POST", path: "/v2/dashboards", body })).id;
  const view = created.parse(await bench.admin.must({ method: "POST", path: "/v2/saved_views", body })).id;
  const read = (path: string): Step => ({ method: "GET", path });
  const ask = (type: string, signal?: string): Step => ({
    method: "POST",
    path: "/v5/query_range",
    body: query(type, signal),
  });
  const reads = await answers(withKey(secret), {
    dashboards: read("/v2/dashboards"),
    dashboard: read(`/v2/dashboards/${dashboard}`),
    "saved views": read("/v2/saved_views"),
    "saved view": read(`/v2/saved_views/${view}`),
    logs: ask("builder_query", "logs"),
    traces: ask("builder_query", "traces"),
    metrics: ask("builder_query", "metrics"),
    PromQL: ask("promql"),
    SQL: ask("clickhouse_sql"),
  });
  expect(reads).toStrictEqual(Object.fromEntries(Object.keys(reads).map((name) => [name, 200])));
  const write = (method: "POST" | "PUT" | "DELETE", path: string): Step => ({ method, path, body });
  const writes = await answers(withKey(secret), {
    "makes a dashboard": write("POST", "/v2/dashboards"),
    "changes a dashboard": write("PUT", `/v2/dashboards/${dashboard}`),
    "clones a dashboard": write("POST", `/v2/dashboards/${dashboard}/clone`),
    "locks a dashboard": write("PUT", `/v2/dashboards/${dashboard}/lock`),
    "publishes a dashboard": write("POST", `/dashboards/${dashboard}/public`),
    "deletes a dashboard": write("DELETE", `/v2/dashboards/${dashboard}`),
    "makes a saved view": write("POST", "/v2/saved_views"),
    "changes a saved view": write("PUT", `/v2/saved_views/${view}`),
    "deletes a saved view": write("DELETE", `/v2/saved_views/${view}`),
  });
  expect(writes).toStrictEqual(Object.fromEntries(Object.keys(writes).map((name) => [name, 403])));
}

/** The page's "Validate", and that the key reads and writes nothing else. */
async function validates(secret: string): Promise<void> {
  const me = { method: "GET", path: "/service_accounts/me" } as const;
  expect(await withKey(secret).status(me)).toBe(200);
  expect(await withKey(`x${secret}`).status(me)).toBe(401);
  await readsAndWritesNothing(secret);
  expect(
    await answers(withKey(secret), {
      "reads dashboards": { method: "GET", path: "/dashboards" },
      "writes one": { method: "POST", path: "/dashboards", body: { title: "terns" } },
      "adds a key": {
        method: "POST",
        path: `/service_accounts/${await accountId("viewer-readonly")}/keys`,
        body: { name: "second", expiresAt: 0 },
      },
    }),
  ).toStrictEqual({ "reads dashboards": 200, "writes one": 403, "adds a key": 403 });
}

async function mayNot(viewer: SignozAdmin, own: { readonly id: string }): Promise<Record<string, number>> {
  const readers = await accountId("viewer-readonly");
  const collector = await accountId("collector");
  const [key] = await bench.admin.keys(collector);
  const admin = await roleNamed(bench, "signoz-admin");
  const [me] = await bench.admin.users();
  const at = (account: string, ...rest: readonly string[]): string => ["/service_accounts", account, ...rest].join("/");
  const body = { name: "intruder", expiresAt: 0 };
  return answers(viewer, {
    "makes an account": { method: "POST", path: "/service_accounts", body: { name: "intruder" } },
    "makes a role": { method: "POST", path: "/roles", body: { name: "intruder" } },
    "gives the account a role": {
      method: "POST",
      path: "/service_account_roles",
      body: { serviceAccountId: readers, roleId: admin },
    },
    "gives a person a role": { method: "POST", path: "/v2/user_roles", body: { userId: me?.id, roleId: admin } },
    "renames the account": { method: "PUT", path: at(readers), body: { name: "mine" } },
    "deletes the account": { method: "DELETE", path: at(readers) },
    "revokes a key": { method: "DELETE", path: at(readers, "keys", own.id) },
    "changes a key": { method: "PUT", path: at(readers, "keys", own.id), body },
    "adds a key elsewhere": { method: "POST", path: at(collector, "keys"), body },
    "changes a key elsewhere": { method: "PUT", path: at(collector, "keys", key?.id ?? ""), body },
    "revokes a key elsewhere": { method: "DELETE", path: at(collector, "keys", key?.id ?? "") },
    "reads another account": { method: "GET", path: at(collector) },
    "reads another's roles": { method: "GET", path: at(collector, "roles") },
    "deletes another account": { method: "DELETE", path: at(collector) },
    "reads who signs in": { method: "GET", path: "/v2/auth_domains" },
    "sees the names of keys elsewhere": { method: "GET", path: at(collector, "keys") },
  });
}

// SigNoz tests list on the whole kind, never on one account (vendors/signoz/NOTES.md): who may list keys lists everybody's.
const allowed = { "sees the names of keys elsewhere": 200 };

function refusedIn(answered: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.keys(answered).map((name) => [name, name in allowed ? 200 : 403]));
}

describe("SigNoz's page on self-service keys, from one construct to a viewer's own key", () => {
  beforeEach(async () => {
    await bench.mock.reset();
    await bench.workspace.remove("terraform.tfstate");
  });

  it("by invitation", async () => {
    await deployKeys({ viewers: [ada], invitations: { deletionPolicy: "abandon" } });
    const member = Object.entries(await bench.workspace.state()).find(([at]) => at.startsWith("access_member."));
    const session = await activate(bench, ada, String(member?.[1]["activation_token"]));
    const viewer = asUser(bench, session);
    const own = await addsKey(viewer, "adas-key");
    await validates(own.secret);
    const answered = await mayNot(viewer, own);
    expect(Object.keys(answered).length).toBeGreaterThan(12);
    expect(answered).toStrictEqual(refusedIn(answered));
    expect(await viewer.status({ method: "GET", path: "/dashboards" })).toBe(200);
    // What the viewer made is no drift, and goes with the account.
    expect(await bench.workspace.plan()).toEqual({});
    await bench.workspace.destroy();
    expect(await withKey(own.secret).status({ method: "GET", path: "/service_accounts/me" })).toBe(401);
    expect(await bench.admin.names()).not.toContain("viewer-service-account");
  });

  it("by single sign-on with two groups: they view as viewers do, and add keys", async () => {
    await deployKeys({ sso: { domain, group: "key-makers", viewerGroup: "staff" } });
    const signIn = (email: string, ...groups: readonly string[]) =>
      bench.mock.ssoLogin({ vendor: "signoz", email, groups: [...groups] });
    const first = await signIn(ada, "key-makers", "staff");
    expect(first.roles.toSorted()).toStrictEqual(["signoz-viewer", "viewer-service-account"]);
    const viewer = new SignozAdmin(bench.url, first.headers);
    const own = await addsKey(viewer, "adas-key");
    await validates(own.secret);
    const answered = await mayNot(viewer, own);
    expect(answered).toStrictEqual(refusedIn(answered));
    expect(await viewer.status({ method: "GET", path: "/dashboards" })).toBe(200);
    for (const groups of [["staff"], []]) {
      const other = await signIn(`bea-${groups.length}@${domain}`, ...groups);
      expect(other.roles).toStrictEqual(["signoz-viewer"]);
      const path = `/service_accounts/${await accountId("viewer-readonly")}/keys`;
      const status = await new SignozAdmin(bench.url, other.headers).status({
        method: "POST",
        path,
        body: { name: "b" },
      });
      expect(status).toBe(403);
    }
    await bench.workspace.destroy();
    expect(await bench.admin.names()).not.toContain("viewer-service-account");
  });

  it("by single sign-on with one group, which the default role does not reach: they still view", async () => {
    await deployKeys({ sso: { domain, group: "staff" } });
    const { roles, headers } = await bench.mock.ssoLogin({ vendor: "signoz", email: ada, groups: ["staff"] });
    expect(roles).toStrictEqual(["viewer-service-account"]);
    const viewer = new SignozAdmin(bench.url, headers);
    const own = await addsKey(viewer, "adas-key");
    await validates(own.secret);
    expect(
      await answers(viewer, {
        "dashboards, by permission": { method: "GET", path: "/v2/dashboards" },
        "dashboards, of the managed roles' route": { method: "GET", path: "/dashboards" },
        "writes a dashboard": { method: "POST", path: "/v2/dashboards", body: { title: "terns" } },
      }),
    ).toStrictEqual({
      "dashboards, by permission": 200,
      "dashboards, of the managed roles' route": 403,
      "writes a dashboard": 403,
    });
    await bench.workspace.destroy();
  });

  it("with a key of former times, which is adopted like any other and goes on working", async () => {
    const id = await accountId("migrated-pat");
    const [key] = await bench.admin.keys(id);
    await bench.mock.forgetRequests();
    await deploy((stack) => {
      const account = new ServiceAccount(stack, "migrated-pat");
      account.importFrom(id);
      new Key(stack, "pat", { serviceAccount: account }).importFrom(`${id}/${key?.id ?? ""}`);
    });
    const writes = (await bench.mock.requests()).filter(({ method }) => method !== "GET");
    expect(writes).toStrictEqual([]);
    expect(await withKey(legacySecret).status({ method: "GET", path: "/service_accounts/me" })).toBe(200);
    expect(JSON.stringify(await bench.workspace.state())).not.toContain(legacySecret);
  });
});
