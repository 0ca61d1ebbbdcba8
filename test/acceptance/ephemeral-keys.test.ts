import { randomUUID } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App, Lazy, TerraformStack, Testing } from "cdktf";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { AccessProvider } from "#constructs/index.ts";
import { defineResource } from "#access/schema/definition.ts";
import { Secret } from "#access/schema/secret.ts";
import { text } from "#access/schema/types.ts";
import { type Provider, serveResource } from "#terraform/plugin/engine/provider.ts";
import { hostProvider } from "#terraform/plugin/testing/test-host.ts";
import { type Bench, header, openBench } from "./support/access.ts";
import { type Applied, applyOnce } from "./support/apply.ts";
import { createAccount, limitedToken, managing } from "./support/limited-token.ts";
import { isPrintedIn, tracesOf } from "./support/traces.ts";

/** A secret that another provider was given, and what the vendor answered to it then. */
interface Shown {
  readonly secret: string;
  readonly status: number;
}

let bench: Bench;
const shown: Shown[] = [];

const parcel = defineResource({
  type: "parcel",
  summary: "A parcel.",
  importId: ["id"],
  attributes: { id: text.computed("Its number."), key: text.optional("What opens it.").secret().writeOnly() },
});

async function show(secret: unknown): Promise<void> {
  if (!(secret instanceof Secret)) return;
  const response = await fetch(`${bench.url}/api/v1/service_accounts/me`, {
    headers: { "SIGNOZ-API-KEY": secret.open() },
  });
  shown.push({ secret: secret.open(), status: response.status });
}

const settings = { token: text.optional("A key.").secret() };

/** Takes a key where a configuration may give one: in a provider block, and in a write-only argument. */
const post: Provider<typeof settings, undefined> = {
  name: "post",
  summary: "A post office.",
  attributes: settings,
  configure: async ({ settings: { token } }) => show(token).then(() => undefined),
  explain: () => undefined,
  resources: [
    serveResource(parcel, {
      create: async ({ config: { key } }) => show(key).then(() => ({ id: "1" })),
      read: async ({ prior }) => prior,
      update: async ({ prior }) => prior,
      remove: async () => undefined,
    }),
  ],
  dataSources: [],
};

beforeAll(async () => {
  bench = await openBench({ others: [hostProvider("registry.terraform.io/kingfisher/post", post)] });
});

let account: string;

beforeEach(async () => {
  shown.length = 0;
  account = await createAccount(bench, `heron-${randomUUID().slice(0, 8)}`);
  await bench.mock.forgetRequests();
});

afterEach(async () => {
  await bench.mock.reset();
  await bench.workspace.remove("terraform.tfstate");
});

afterAll(() => bench.close());

const providers = header.replace(
  'access = { source = "latchkey/access" }',
  'access = { source = "latchkey/access" }\n    post   = { source = "kingfisher/post" }',
);

const key = (lines = "", account_ = `"${account}"`): string => `
ephemeral "access_key" "heron" {
  service_account_id = ${account_}
  ${lines}
}
`;

const usedTwice = `
provider "post" {
  token = ephemeral.access_key.heron.secret
}
resource "post_parcel" "heron" {
  key = ephemeral.access_key.heron.secret
}
`;

async function statusOf(secret: string): Promise<number> {
  const response = await fetch(`${bench.url}/api/v1/service_accounts/me`, { headers: { "SIGNOZ-API-KEY": secret } });
  return response.status;
}

async function routes(): Promise<readonly string[]> {
  const requests = await bench.mock.requests();
  return requests.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
}

/** Each key that was shown was one that worked then, and works no more. */
async function expectOpenedAndClosed(keys: number): Promise<void> {
  const secrets = [...new Set(shown.map(({ secret }) => secret))];
  expect(secrets).toHaveLength(keys);
  expect(shown.filter(({ status }) => status !== 200)).toEqual([]);
  expect(await Promise.all(secrets.map(statusOf))).toEqual(secrets.map(() => 401));
  expect(await bench.admin.keys(account)).toEqual([]);
}

function errorsOf({ diagnostics }: Applied): readonly string[] {
  return diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ summary, detail }) => `${summary}: ${detail}`);
}

describe("an ephemeral key through the real Terraform", () => {
  it("is made and revoked by a plan, and another one by the apply", async () => {
    await bench.workspace.write(providers + key('max_lifetime = "15m"') + usedTwice);
    await bench.workspace.must("plan", "-no-color", "-out=test.plan");
    await expectOpenedAndClosed(1);
    await bench.workspace.must("apply", "-no-color", "test.plan");
    await expectOpenedAndClosed(2);
    const made = (await routes()).filter((route) => route.startsWith("POST"));
    const ended = (await routes()).filter((route) => route.startsWith("DELETE"));
    expect([made.length, ended.length]).toEqual([2, 2]);
  });

  it("is in no state, no plan, no output and no journal", async () => {
    await bench.workspace.write(providers + key() + usedTwice);
    const printed = [await bench.workspace.must("plan", "-no-color", "-out=test.plan")];
    printed.push(await bench.workspace.must("apply", "-no-color", "test.plan"));
    for (const args of [
      ["show", "test.plan"],
      ["show", "-json", "test.plan"],
      ["show", "-json"],
    ]) {
      printed.push(await bench.workspace.must(...args));
    }
    printed.push(JSON.stringify(await bench.mock.requests()));
    expect(tracesOf(bench.workspace.folder, account)).toEqual(expect.arrayContaining(["main.tf"]));
    expect(shown.length).toBeGreaterThan(2);
    for (const { secret } of shown) {
      expect(tracesOf(bench.workspace.folder, secret)).toEqual([]);
      expect(isPrintedIn(printed.join("\n"), secret)).toBe(false);
    }
  });

  it("is opened in the apply alone if its account is made there", async () => {
    const made = 'resource "access_service_account" "egret" {\n  name = "egret"\n}\n';
    await bench.workspace.write(providers + made + key("", "access_service_account.egret.id") + usedTwice);
    await bench.workspace.must("plan", "-no-color", "-out=test.plan");
    expect([shown, await routes()]).toEqual([[], []]);
    await bench.workspace.must("apply", "-no-color", "test.plan");
    account = String((await bench.workspace.state())["access_service_account.egret"]?.["id"]);
    await expectOpenedAndClosed(1);
  });

  it("acts as its account in another block of the same provider", async () => {
    await bench.workspace.write(`${header}${key()}
provider "access" {
  alias  = "heron"
  vendor = "signoz"
  token  = ephemeral.access_key.heron.secret
}
data "access_identity" "heron" {
  provider = access.heron
}
output "actor" {
  value = data.access_identity.heron.id
}
`);
    await bench.workspace.must("apply", "-no-color", "-auto-approve");
    expect(JSON.parse(await bench.workspace.must("output", "-json"))).toMatchObject({ actor: { value: account } });
    expect(await bench.admin.keys(account)).toEqual([]);
  });

  it("is written by constructs with an override", async () => {
    const app = new App({ outdir: join(bench.workspace.folder, "synthesized") });
    const stack = new TerraformStack(app, "smoke");
    new AccessProvider(stack, "signoz", { vendor: "signoz" });
    stack.addOverride("ephemeral.access_key.heron", { service_account_id: account, max_lifetime: "15m" });
    new AccessProvider(stack, "as-heron", {
      vendor: "signoz",
      alias: "heron",
      token: Lazy.stringValue({ produce: () => "${ephemeral.access_key.heron.secret}" }),
    });
    const { provider, ephemeral } = JSON.parse(Testing.synth(stack));
    const identity = { access_identity: { heron: { provider: "access.heron" } } };
    const output = { actor: { value: "${data.access_identity.heron.id}" } };
    const file = join(bench.workspace.folder, "main.tf.json");
    writeFileSync(file, JSON.stringify({ provider, ephemeral, data: identity, output }));
    await bench.workspace.write(header.replace(/^provider [\s\S]*/m, ""));
    const printed = await bench.workspace.must("plan", "-no-color");
    rmSync(file);
    expect(printed).toContain(`actor = "${account}"`);
    expect(await bench.admin.keys(account)).toEqual([]);
  });

  it("stays with revoke_on_close = false, until it ends by itself", async () => {
    await bench.workspace.write(providers + key('max_lifetime = "5m"\n  revoke_on_close = false') + usedTwice);
    await bench.workspace.must("plan", "-no-color");
    const [left] = await bench.admin.keys(account);
    expect(left?.expiresAt).toBeLessThanOrEqual(Date.now() / 1000 + 301);
    expect(await statusOf(shown[0]?.secret ?? "")).toBe(200);
    await bench.mock.clock.advance("6m");
    expect(await statusOf(shown[0]?.secret ?? "")).toBe(401);
  });

  it("is revoked although what used it failed", async () => {
    await bench.workspace.write(`${providers}${key()}${usedTwice}
data "access_role" "none" {
  name       = "there-is-none"
  depends_on = [post_parcel.heron]
}
`);
    expect(errorsOf(await applyOnce(bench.workspace))).not.toEqual([]);
    // Terraform does not close what depends on what failed: the provider does, when Terraform has gone.
    await expect.poll(() => bench.admin.keys(account)).toEqual([]);
    await expectOpenedAndClosed(2);
  });
});

describe("an ephemeral key that fails", () => {
  const deletes = "DELETE /signoz/api/v1/service_accounts/{id}/keys/{fid}";

  it("names the key and the command, if it cannot be revoked", async () => {
    await bench.workspace.write(providers + key() + usedTwice);
    await bench.mock.faults.add({ route: deletes, status: 500 });
    const applied = await applyOnce(bench.workspace);
    const keys = await bench.admin.keys(account);
    expect(keys.length).toBeGreaterThan(0);
    const told = errorsOf(applied).join("\n");
    for (const { id } of keys)
      expect(told).toContain(`latchkey keys revoke ${id} --vendor signoz --endpoint ${bench.url}`);
    for (const { secret } of shown) expect(isPrintedIn(applied.output, secret)).toBe(false);
  });

  it("is revoked and made again if the answer with its secret is lost", async () => {
    await bench.workspace.write(providers + key() + usedTwice);
    await bench.mock.faults.add({ route: "POST /signoz/api/v1/service_accounts/{id}/keys", count: 1, drop: "after" });
    const output = await bench.workspace.must("plan", "-no-color");
    expect(output).toContain("A key was revoked because its secret was lost");
    await expectOpenedAndClosed(1);
  });

  it("is revoked if its opening fails after it was made", async () => {
    await bench.workspace.write(providers + key() + usedTwice);
    await bench.mock.faults.add({ route: "PUT /signoz/api/v1/service_accounts/{id}/keys/{fid}", status: 500 });
    expect(await bench.workspace.mustFail("plan", "-no-color")).toContain("Updating key");
    expect(shown).toEqual([]);
    expect(await bench.admin.keys(account)).toEqual([]);
    expect((await routes()).filter((route) => route.startsWith("POST"))).toHaveLength(1);
  });

  it("gives no more than the token has: the guard compares it as any key", async () => {
    const token = await limitedToken(bench, "heron-deployer", managing);
    const admin = `data "access_role" "admin" {\n  name = "signoz-admin"\n}\n`;
    const binding = `resource "access_role_binding" "heron" {\n  role_id = data.access_role.admin.id\n  service_account_id = "${account}"\n}\n`;
    await bench.workspace.write(header + admin + binding);
    await bench.workspace.must("apply", "-no-color", "-auto-approve");
    const block = providers.replace(
      'vendor = "signoz"',
      `vendor = "signoz"\n  token = "${token.secret}"\n  escalation_guard = "error"`,
    );
    await bench.workspace.write(block + key() + usedTwice);
    const told = await bench.workspace.mustFail("plan", "-no-color");
    expect(told).toContain("Grants permissions that the token does not have");
    expect(shown).toEqual([]);
    expect(await bench.admin.keys(account)).toEqual([]);
  });

  it.each([
    { name: "a lifetime that is too long", lines: 'max_lifetime = "2h"', says: "from 1m to 1h" },
    { name: "no account", lines: "", account: "null", says: "`service_account_id` is required" },
    { name: "an argument that another vendor has", lines: "access = { organizations = [] }", says: "only Arize does" },
    { name: "a name that the vendor refuses", lines: 'name = "Upper Case"', says: "lower-case letters" },
  ])("fails at validate for $name", async ({ lines, account: id, says }) => {
    await bench.workspace.write(providers + key(lines, id ?? `"${account}"`) + usedTwice);
    const told = await bench.workspace.mustFail("validate", "-no-color");
    expect(told.replaceAll(/\s+/g, " ")).toContain(says);
    expect(await routes()).toEqual([]);
  });
});

it("is what the schema and the examples of the pages say", async () => {
  const schema = await bench.workspace.must("providers", "schema", "-json");
  expect(schema).toContain('"ephemeral_resource_schemas":{"access_key":');
  const folder = join(import.meta.dirname, "..", "..", "docs", "ephemeral-resources");
  expect(readFileSync(join(folder, "key.md"), "utf8")).toContain("max_lifetime");
});
