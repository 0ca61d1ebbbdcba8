import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bench, header, openBench } from "./support/access.ts";

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.close());

async function created(path: string, body: unknown): Promise<string> {
  const data = await bench.admin.must({ method: "POST", path, body });
  if (typeof data !== "object" || data === null || !("id" in data)) throw new Error(`POST ${path} gave no id`);
  return String(data.id);
}

describe("import", () => {
  it("takes over all four as they are: the plan that imports them changes nothing", async () => {
    const account = await created("/service_accounts", { name: "merlin" });
    const group = (relation: string, selectors: readonly string[]) => ({
      relation,
      objectGroup: { resource: { type: "serviceaccount", kind: "serviceaccount" }, selectors },
    });
    const role = await created("/roles", {
      name: "merlin-role",
      description: "",
      transactionGroups: [group("list", ["*"]), group("read", [account])],
    });
    const binding = await created("/service_account_roles", { serviceAccountId: account, roleId: role });
    const key = await created(`/service_accounts/${account}/keys`, { name: "merlin-key", expiresAt: 2_000_000_000 });
    await bench.workspace.write(`${header}
import {
  to = access_service_account.merlin
  id = "${account}"
}
import {
  to = access_role.merlin
  id = "${role}"
}
import {
  to = access_role_binding.merlin
  id = "account/${binding}"
}
import {
  to = access_key.merlin
  id = "${account}/${key}"
}
resource "access_service_account" "merlin" {
  name = "merlin"
}
resource "access_role" "merlin" {
  name = "merlin-role"
  permissions = [
    { action = "read", resource = "serviceaccount", selectors = [access_service_account.merlin.id] },
    { action = "list", resource = "serviceaccount" },
  ]
}
resource "access_role_binding" "merlin" {
  role_id            = access_role.merlin.id
  service_account_id = access_service_account.merlin.id
}
resource "access_key" "merlin" {
  service_account_id = access_service_account.merlin.id
  name               = "merlin-key"
  expires_at         = "2033-05-18T03:33:20Z"
}
`);
    await bench.mock.forgetRequests();
    expect(await bench.workspace.plan()).toStrictEqual({});
    await bench.workspace.must("apply", "-no-color", "-auto-approve");
    expect(await bench.workspace.plan()).toStrictEqual({});
    const state = await bench.workspace.state();
    expect(state["access_key.merlin"]).toMatchObject({ id: key, secret: null, status: "active" });
    expect((await bench.mock.requests()).filter(({ method }) => method !== "GET")).toStrictEqual([]);
    await bench.workspace.destroy();
  });

  it.each([
    { type: "access_service_account", body: 'name = "x"', id: "0192f0c4-0000-7000-8000-00000000dead" },
    {
      type: "access_role",
      body: 'name = "x"\n permissions = [{ action = "list", resource = "role" }]',
      id: "0192f0c4-0000-7000-8000-00000000dead",
    },
    {
      type: "access_role_binding",
      body: 'role_id = "x"\n service_account_id = "y"',
      id: "account/0192f0c4-0000-7000-8000-00000000dead",
    },
    {
      type: "access_key",
      body: 'service_account_id = "x"\n name = "y"',
      id: "0192f0c4-0000-7000-8000-00000000dead/0192f0c4-0000-7000-8000-00000000beef",
    },
  ])("fails for a $type that does not exist", async ({ type, body, id }) => {
    await bench.workspace.write(`${header}
resource "${type}" "missing" {
  ${body}
}
`);
    const told = await bench.workspace.mustFail("import", "-no-color", `${type}.missing`, id);
    expect(told).toContain("Nothing to import");
    expect(told).toContain(id);
  });

  it("fails for an id of another form, and shows the form", async () => {
    await bench.workspace.write(`${header}
resource "access_key" "odd" {
  service_account_id = "x"
  name               = "y"
}
`);
    const told = await bench.workspace.mustFail("import", "-no-color", "access_key.odd", "only-one-part");
    expect(told).toContain("Expected the form SERVICE_ACCOUNT_ID/ID");
  });
});
