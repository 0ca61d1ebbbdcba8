import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { does } from "#terraform/plugin/testing/checks.ts";
import { keyPrefix } from "#vendors/bigeye/facts/data/limits.ts";
import { openTimedBigeyeBench, bigeyeHeader, textOf, type TimedBigeyeBench } from "./support/bigeye.ts";

let bench: TimedBigeyeBench;

beforeAll(async () => {
  bench = await openTimedBigeyeBench("2031-05-02T08:00:00Z");
});

afterAll(() => bench.close());

interface Given {
  readonly name?: string;
  readonly groups?: readonly ("viewers" | "editors")[];
  readonly keys?: readonly string[];
}

const stack = ({ name = "ledger-sync", groups = ["viewers"], keys = [] }: Given): string => `${bigeyeHeader}
data "access_group" "viewers" {
  name = "Default View"
}
data "access_group" "editors" {
  name = "Default Edit"
}
resource "access_service_account" "sync" {
  name      = "${name}"
  group_ids = [${groups.map((group) => `data.access_group.${group}.id`).join(", ")}]
}
${keys
  .map(
    (key) => `
resource "access_key" "${key}" {
  service_account_id = access_service_account.sync.id
  name               = "${key}"
  description        = "Used by ${key}."
}
`,
  )
  .join("")}
data "access_keys" "all" {
  depends_on = [access_service_account.sync]
}
data "access_identity" "me" {}
output "keys" {
  value = data.access_keys.all.keys
}
output "me" {
  value = data.access_identity.me.name
}
`;

const account = "access_service_account.sync";
const verify = { method: "GET", path: "/personal-api-keys/verify" } as const;
const collections = { method: "GET", path: "/collections" } as const;
const collection = { method: "POST", path: "/collections", body: { name: "made by key", description: "" } } as const;

async function secretOf(key: string): Promise<string> {
  return textOf((await bench.values(`access_key.${key}`))["secret"]);
}

describe("what the vendor's page on service accounts promises", () => {
  it("makes an account with its name and its roles, through groups, in one request", async () => {
    await bench.mock.forgetRequests();
    await bench.workspace.apply(stack({}));
    const writes = (await bench.mock.requests()).filter(({ method }) => method !== "GET");
    expect(writes.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /bigeye/api/v1/users/service-account",
    ]);
    const user = await bench.admin.user(textOf((await bench.values(account))["id"]));
    expect(user).toMatchObject({ isServiceAccount: true, groups: [{ displayName: "Default View" }] });
    expect((await bench.workspace.outputs())["me"]).toBe("mock-admin");
  });

  it("lets it log in to nothing with a password", async () => {
    const basic = Buffer.from("ledger-sync:").toString("base64");
    const headers = { authorization: `Basic ${basic}` };
    expect((await fetch(`${bench.url}/api/v1/collections`, { headers })).status).toBe(401);
  });

  it("gives it a key with a name and a description, and shows it once", async () => {
    await bench.workspace.write(stack({ keys: ["orchestrator"] }));
    const plan = await bench.workspace.must("plan", "-no-color", "-out=once.plan");
    const applied = await bench.workspace.must("apply", "-no-color", "once.plan");
    const secret = await secretOf("orchestrator");
    expect(await bench.admin.status(verify, secret)).toBe(204);
    expect([await bench.admin.status(collections, secret), await bench.admin.status(collection, secret)]).toEqual([
      200, 403,
    ]);
    const again = await bench.workspace.must("plan", "-no-color");
    const shown = await bench.workspace.must("show", "-no-color");
    const journal = JSON.stringify(await bench.mock.requests());
    const listed = JSON.stringify(await bench.admin.keys());
    for (const text of [plan, applied, again, shown, journal, listed]) {
      for (const hidden of [secret, bench.token, keyPrefix]) expect(text).not.toContain(hidden);
    }
    expect(secret.startsWith(keyPrefix)).toBe(true);
    expect(await bench.workspace.plan()).toEqual({});
  });

  it("renames it and puts it into other groups, with the same key", async () => {
    const before = await secretOf("orchestrator");
    await bench.host.step(stack({ name: "ledger-sync-two", groups: ["editors"], keys: ["orchestrator"] }), {
      plan: [does({ [account]: "update" })],
    });
    expect(await secretOf("orchestrator")).toBe(before);
    const user = await bench.admin.user(textOf((await bench.values(account))["id"]));
    expect(user).toMatchObject({ name: "ledger-sync-two", groups: [{ displayName: "Default Edit" }] });
    expect(await bench.admin.status(collection, before)).toBe(200);
  });

  it("creates and revokes keys", async () => {
    const given = { name: "ledger-sync-two", groups: ["editors"] } as const;
    const before = await secretOf("orchestrator");
    await bench.host.step(stack({ ...given, keys: ["orchestrator", "catalog"] }), {
      plan: [does({ "access_key.catalog": "create" })],
    });
    await bench.host.step(stack({ ...given, keys: ["catalog"] }), {
      plan: [does({ "access_key.orchestrator": "delete" })],
    });
    expect(await bench.admin.status(verify, before)).toBe(401);
    expect(await bench.admin.status(verify, await secretOf("catalog"))).toBe(204);
  });

  it("lists the keys of all service accounts, others' too, with creator and last use", async () => {
    const other = await bench.admin.createAccount("reports");
    await bench.at("2031-05-03T09:30:00Z");
    const made = await bench.admin.createKey(other, "weekly");
    await bench.at("2031-05-04T10:00:00Z");
    expect(await bench.admin.status(verify, made.apiKey)).toBe(204);
    await bench.workspace.must("apply", "-no-color", "-auto-approve");
    const keys = z.array(z.record(z.string(), z.unknown())).parse((await bench.workspace.outputs())["keys"]);
    const rows = keys.filter(({ service_account_name: name }) => name !== "mock-admin");
    expect(rows).toMatchObject([
      { service_account_name: "ledger-sync-two", name: "catalog", created_by: "mock-admin", status: "active" },
      {
        service_account_id: other,
        service_account_name: "reports",
        id: made.info.id,
        name: "weekly",
        created_at: "2031-05-03T09:30:00Z",
        last_used_at: "2031-05-04T10:00:00Z",
        expires_at: null,
      },
    ]);
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(keys)).not.toContain(made.apiKey);
  });

  it("deletes it, and its keys with it", async () => {
    const secret = await secretOf("catalog");
    await bench.host.destroy();
    expect(await bench.admin.status(verify, secret)).toBe(401);
    expect((await bench.admin.users()).map(({ name }) => name)).not.toContain("ledger-sync-two");
  });
});

describe("a deletion that failed inside its 200", () => {
  it.each([
    { deletion: "fails", says: "the deletion failed" },
    { deletion: "notRun", says: "it was not run" },
  ])("keeps the account in state, and says why: $deletion", async ({ deletion, says }) => {
    await bench.mock.seed({ bigeye: { serviceAccounts: [{ name: `stuck-${deletion}`, deletion }] } });
    const row = (await bench.admin.users()).find(({ name }) => name === `stuck-${deletion}`);
    const configuration = `${bigeyeHeader}
resource "access_service_account" "stuck" {
  name = "stuck-${deletion}"
}
`;
    await bench.workspace.write(configuration);
    await bench.workspace.must("import", "-no-color", "access_service_account.stuck", row?.id ?? "");
    const told = await bench.workspace.mustFail("destroy", "-no-color", "-auto-approve");
    expect(told).toContain(`user ${row?.id}: ${says}`);
    expect((await bench.values("access_service_account.stuck"))["id"]).toBe(row?.id);
    await bench.workspace.must("state", "rm", "access_service_account.stuck");
  });
});

describe("a token that is no administrator's", () => {
  const secret = "bigeye_pak_limited-wren";
  const limited = bigeyeHeader.replace('vendor = "bigeye"', `vendor = "bigeye"\n  token  = "${secret}"`);
  const configuration = `${limited}
resource "access_service_account" "wren" {
  name      = "wren"
  group_ids = ["7001"]
}
`;

  it("is told at plan that what is given was not compared, and is refused by Bigeye at apply", async () => {
    const groups = [{ id: 7001, name: "Wrens", grants: [{ role: "Edit" }] }];
    const serviceAccounts = [{ name: "limited", groups: ["Default View"], keys: [{ name: "ci", secret }] }];
    await bench.mock.seed({ bigeye: { groups, serviceAccounts } });
    await bench.workspace.write(configuration);
    const plan = await bench.workspace.must("plan", "-no-color");
    expect(plan).toContain("Granted permissions were not compared with the token's own");
    expect(plan).not.toContain(secret);
    const told = await bench.workspace.mustFail("apply", "-no-color", "-auto-approve");
    expect(told).toContain("The token lacks a permission");
    expect(told).not.toContain(secret);
    await bench.workspace.write(configuration.replace(limited, bigeyeHeader));
    expect(await bench.workspace.must("plan", "-no-color")).not.toContain("Warning");
  });
});
