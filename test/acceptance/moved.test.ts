import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { does, holds, moves } from "#terraform/plugin/testing/checks.ts";
import { type Bench, header, openBench } from "./support/access.ts";
import { ownProvider } from "./support/signoz-own-provider.ts";
import * as wire from "#vendors/signoz/wire/role.ts";

let bench: Bench;

beforeAll(async () => {
  bench = await openBench({ others: [ownProvider] });
});

afterAll(() => bench.close());

const name = 'provider["registry.terraform.io/signoz/signoz"]';
const organization = "0192f0c4-0000-7000-8000-0000000000aa";

interface Stored {
  readonly type: string;
  readonly attributes: object;
}

/** A state as SigNoz's own provider leaves it: one instance of each type, all of the same name. */
function stateOf(label: string, stored: readonly Stored[]): string {
  const resources = stored.map(({ type, attributes }) => ({
    mode: "managed",
    type,
    name: label,
    provider: name,
    instances: [{ schema_version: 0, attributes, sensitive_attributes: [] }],
  }));
  const head = { version: 4, terraform_version: "1.11.4", serial: 7, lineage: "5c1d6b1e-0000-4000-8000-000000000001" };
  return JSON.stringify({ ...head, outputs: {}, resources, check_results: null });
}

async function created(path: string, body: object): Promise<string> {
  const data = await bench.admin.must({ method: "POST", path, body });
  if (typeof data !== "object" || data === null || !("id" in data)) throw new Error(`POST ${path} gave no id`);
  return String(data.id);
}

function group(relation: string, kind: string, selectors: readonly string[]) {
  return { relation, objectGroup: { resource: { type: kind, kind }, selectors } };
}

describe("moving in from SigNoz's own provider", () => {
  it("ends in an empty plan: the only thing that a plan does is the move", async () => {
    const account = await created("/service_accounts", { name: "avocet" });
    const groups = [group("list", "serviceaccount", ["*"]), group("read", "serviceaccount", [account])];
    const role = await created("/roles", { name: "avocet-role", description: "", transactionGroups: groups });
    const binding = await created("/service_account_roles", { serviceAccountId: account, roleId: role });
    const transactionGroups = groups.map(({ relation, objectGroup }) => ({ relation, object_group: objectGroup }));
    const ids = { org_id: organization };
    const stored = [
      { type: "signoz_service_account", attributes: { ...ids, id: account, name: "avocet", email: "avocet@x.io" } },
      {
        type: "signoz_role",
        attributes: {
          ...ids,
          id: role,
          name: "avocet-role",
          description: "",
          type: "custom",
          transaction_groups: transactionGroups,
        },
      },
      {
        type: "signoz_service_account_role",
        attributes: { id: binding, service_account_id: account, role_id: role },
      },
    ];
    await bench.workspace.writeText("terraform.tfstate", stateOf("avocet", stored));
    await bench.mock.forgetRequests();
    await bench.host.step(
      `${header}
moved {
  from = signoz_service_account.avocet
  to   = access_service_account.avocet
}
moved {
  from = signoz_role.avocet
  to   = access_role.avocet
}
moved {
  from = signoz_service_account_role.avocet
  to   = access_role_binding.avocet
}
resource "access_service_account" "avocet" {
  name = "avocet"
}
resource "access_role" "avocet" {
  name = "avocet-role"
  permissions = [
    { action = "read", resource = "serviceaccount", selectors = [access_service_account.avocet.id] },
    { action = "list", resource = "serviceaccount" },
  ]
}
resource "access_role_binding" "avocet" {
  role_id            = access_role.avocet.id
  service_account_id = access_service_account.avocet.id
}
`,
      {
        plan: [
          does({}),
          moves({
            "access_service_account.avocet": "signoz_service_account.avocet",
            "access_role.avocet": "signoz_role.avocet",
            "access_role_binding.avocet": "signoz_service_account_role.avocet",
          }),
        ],
        state: [
          holds("access_service_account.avocet", { id: account, status: "active" }),
          holds("access_role.avocet", { id: role, managed: false }),
          holds("access_role_binding.avocet", { id: binding, role_id: role, service_account_id: account }),
        ],
      },
    );
    expect((await bench.mock.requests()).filter(({ method }) => method !== "GET")).toStrictEqual([]);
    expect(await bench.workspace.must("providers")).not.toContain("signoz/signoz");
    await bench.host.destroy();
  });

  it("takes users and their roles over as well, with and without a name in code", async () => {
    const roles = z.array(wire.listedRole).parse(await bench.admin.must({ method: "GET", path: "/roles" }));
    const role = roles.find(({ name: its }) => its === "signoz-viewer")?.id ?? "";
    const email = "dunlin@terns.example.org";
    const user = await created("/v2/users", { email, displayName: "Dunlin" });
    const binding = await created("/v2/user_roles", { userId: user, roleId: role });
    const attributes = { id: user, email, display_name: "Dunlin", org_id: organization, is_root: false };
    await bench.workspace.writeText(
      "terraform.tfstate",
      stateOf("dunlin", [
        { type: "signoz_user", attributes },
        { type: "signoz_user_role", attributes: { id: binding, user_id: user, role_id: role } },
      ]),
    );
    await bench.mock.forgetRequests();
    const configuration = `${header}
moved {
  from = signoz_user.dunlin
  to   = access_member.dunlin
}
moved {
  from = signoz_user_role.dunlin
  to   = access_role_binding.dunlin
}
resource "access_member" "dunlin" {
  email = "${email}"
}
resource "access_role_binding" "dunlin" {
  role_id   = "${role}"
  member_id = access_member.dunlin.id
}
`;
    await bench.host.step(configuration, {
      plan: [
        does({}),
        moves({
          "access_member.dunlin": "signoz_user.dunlin",
          "access_role_binding.dunlin": "signoz_user_role.dunlin",
        }),
      ],
      state: [
        holds("access_member.dunlin", { id: user, name: "Dunlin", status: "pending_invite" }),
        holds("access_role_binding.dunlin", { id: binding, member_id: user, service_account_id: null }),
      ],
    });
    await bench.host.step(configuration.replace(`"${email}"`, `"${email}"\n  name = "Dunlin"`), { plan: [does({})] });
    expect((await bench.mock.requests()).filter(({ method }) => method !== "GET")).toStrictEqual([]);
    await bench.workspace.remove("terraform.tfstate");
  });

  it("sees an account that was deleted behind that provider's back, which it did not", async () => {
    const account = await created("/service_accounts", { name: "curlew" });
    await bench.admin.must({ method: "DELETE", path: `/service_accounts/${account}` });
    const attributes = { id: account, name: "curlew", email: "curlew@x.io", org_id: organization };
    await bench.workspace.writeText(
      "terraform.tfstate",
      stateOf("curlew", [{ type: "signoz_service_account", attributes }]),
    );
    await bench.workspace.write(`${header}
moved {
  from = signoz_service_account.curlew
  to   = access_service_account.curlew
}
resource "access_service_account" "curlew" {
  name = "curlew"
}
`);
    expect(await bench.workspace.plan()).toStrictEqual({ "access_service_account.curlew": "create" });
  });

  it("fails for a type that this provider has nothing for, and says which it takes", async () => {
    const attributes = { id: organization, email: "a@x.io", display_name: "a", org_id: organization };
    await bench.workspace.writeText("terraform.tfstate", stateOf("ruff", [{ type: "signoz_user", attributes }]));
    await bench.workspace.write(`${header}
moved {
  from = signoz_user.ruff
  to   = access_service_account.ruff
}
resource "access_service_account" "ruff" {
  name = "ruff"
}
`);
    const told = await bench.workspace.mustFail("plan", "-no-color");
    expect(told).toContain("Cannot move this resource");
    expect(told.replace(/\s+/g, " ")).toContain("Supported sources: signoz_service_account of signoz/signoz");
  });
});
