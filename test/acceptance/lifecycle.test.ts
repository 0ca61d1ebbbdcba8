import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bench, header, openBench } from "./support/access.ts";

let bench: Bench;
let before: readonly string[];

beforeAll(async () => {
  bench = await openBench();
  before = await bench.admin.names();
});

afterAll(() => bench.close());

const stack = (
  given: { account?: string; key?: string; until?: string; reason?: string; extra?: string } = {},
): string => `${header}
resource "access_service_account" "scout" {
  name = "${given.account ?? "heron-scout"}"
}

data "access_role" "viewer" {
  name = "signoz-viewer"
}

resource "access_role" "keeper" {
  name        = "heron-keeper"
  description = "Adds keys to the scout."
  permissions = [
    { action = "create", resource = "factor-api-key" },
    { action = "attach", resource = "serviceaccount", selectors = [access_service_account.scout.id] },
    { action = "read", resource = "logs", selectors = ["builder_query"] },
    ${given.extra ?? ""}
  ]
}

resource "access_role_binding" "scout_views" {
  role_id            = data.access_role.viewer.id
  service_account_id = access_service_account.scout.id
  reason             = "${given.reason ?? "reads dashboards"}"
}

resource "access_key" "scout" {
  service_account_id = access_service_account.scout.id
  name               = "${given.key ?? "heron-key"}"
  ${given.until === undefined ? "" : `expires_at = "${given.until}"`}
}

output "secret" {
  value     = access_key.scout.secret
  sensitive = true
}
`;

function text(value: unknown): string {
  if (typeof value !== "string") throw new Error(`wanted a string, received ${typeof value}`);
  return value;
}

describe("the four nouns, from creation to nothing left", () => {
  let accountId: string;
  let keyId: string;
  let secret: string;

  it("creates everything, and the next plan is empty", async () => {
    const { did, state } = await bench.workspace.apply(stack());
    expect(did).toStrictEqual({
      "access_key.scout": "create",
      "access_role.keeper": "create",
      "access_role_binding.scout_views": "create",
      "access_service_account.scout": "create",
    });
    accountId = text(state["access_service_account.scout"]?.["id"]);
    keyId = text(state["access_key.scout"]?.["id"]);
    secret = text((await bench.workspace.outputs())["secret"]);
    expect(state["access_service_account.scout"]).toMatchObject({
      status: "active",
      email: expect.stringContaining("heron-scout@"),
    });
    expect(state["access_key.scout"]).toMatchObject({
      status: "active",
      expires_at: null,
      created_at: expect.any(String),
    });
    expect(state["data.access_role.viewer"]).toMatchObject({ managed: true });
    const [row] = (await bench.admin.account(accountId)).serviceAccountRoles ?? [];
    expect(row?.role.name).toBe("signoz-viewer");
  });

  it("gives a key that works, and may only read", async () => {
    const holder = { "SIGNOZ-API-KEY": secret };
    expect((await fetch(`${bench.url}/api/v1/service_accounts/me`, { headers: holder })).status).toBe(200);
    expect((await fetch(`${bench.url}/api/v1/dashboards`, { headers: holder })).status).toBe(200);
    const body = JSON.stringify({ name: "made-by-key" });
    const made = await fetch(`${bench.url}/api/v1/service_accounts`, { method: "POST", headers: holder, body });
    expect(made.status).toBe(403);
  });

  it("renames, extends, shortens and makes eternal in place, with the same secret", async () => {
    const steps = [
      { key: "heron-key-two" },
      { key: "heron-key-two", until: "2037-03-01T00:00:00Z" },
      { key: "heron-key-two", until: "2036-03-01T00:00:00+02:00" },
      { key: "heron-key-two" },
    ];
    for (const step of steps) {
      const { did, state } = await bench.workspace.apply(stack(step));
      expect(did).toStrictEqual({ "access_key.scout": "update" });
      expect(state["access_key.scout"]).toMatchObject({
        id: keyId,
        secret,
        name: step.key,
        expires_at: step.until ?? null,
      });
      const [row] = await bench.admin.keys(accountId);
      expect(row).toMatchObject({
        id: keyId,
        name: step.key,
        expiresAt: step.until === undefined ? 0 : Date.parse(step.until) / 1000,
      });
    }
  });

  it("renames the account without touching what refers to it", async () => {
    const { did, state } = await bench.workspace.apply(stack({ account: "heron-lookout", key: "heron-key-two" }));
    expect(did).toStrictEqual({ "access_service_account.scout": "update" });
    expect(state["access_service_account.scout"]?.["id"]).toBe(accountId);
  });

  it("keeps reasons in state and sends nothing for them", async () => {
    await bench.mock.forgetRequests();
    const { did, state } = await bench.workspace.apply(
      stack({ account: "heron-lookout", key: "heron-key-two", reason: "audit 71" }),
    );
    expect(did).toStrictEqual({ "access_role_binding.scout_views": "update" });
    expect(state["access_role_binding.scout_views"]?.["reason"]).toBe("audit 71");
    expect((await bench.mock.requests()).filter(({ method }) => method !== "GET")).toStrictEqual([]);
  });

  it("changes a role's permissions in place", async () => {
    const extra = '{ action = "list", resource = "serviceaccount" },';
    const given = { account: "heron-lookout", key: "heron-key-two", reason: "audit 71", extra };
    const { did, state } = await bench.workspace.apply(stack(given));
    expect(did).toStrictEqual({ "access_role.keeper": "update" });
    const { transactionGroups } = await bench.admin.role(text(state["access_role.keeper"]?.["id"]));
    expect(transactionGroups.map(({ relation }) => relation).sort()).toStrictEqual([
      "attach",
      "create",
      "list",
      "read",
    ]);
    const logs = transactionGroups.find(({ objectGroup }) => objectGroup.resource.kind === "logs");
    expect(logs?.objectGroup.selectors).toStrictEqual(["builder_query/*"]);
  });

  it("destroys everything, and nothing is left", async () => {
    await bench.workspace.destroy();
    expect(await bench.workspace.state()).toStrictEqual({});
    expect(await bench.admin.names()).toStrictEqual(before);
    const { status } = await fetch(`${bench.url}/api/v1/service_accounts/me`, {
      headers: { "SIGNOZ-API-KEY": secret },
    });
    expect(status).toBe(401);
  });
});
