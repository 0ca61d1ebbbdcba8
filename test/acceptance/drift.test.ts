import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Bench, header, openBench } from "./support/access.ts";

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.close());

const configuration = `${header}
resource "access_service_account" "plover" {
  name = "plover"
}

resource "access_role" "plover" {
  name        = "plover-role"
  permissions = [{ action = "list", resource = "serviceaccount" }]
}

resource "access_role_binding" "plover" {
  role_id            = access_role.plover.id
  service_account_id = access_service_account.plover.id
}

resource "access_key" "plover" {
  service_account_id = access_service_account.plover.id
  name               = "plover-key"
}
`;

interface Ids {
  readonly account: string;
  readonly role: string;
  readonly binding: string;
  readonly key: string;
}

let ids: Ids;

beforeEach(async () => {
  const { state } = await bench.workspace.apply(configuration);
  const id = (address: string): string => String(state[address]?.["id"]);
  ids = {
    account: id("access_service_account.plover"),
    role: id("access_role.plover"),
    binding: id("access_role_binding.plover"),
    key: id("access_key.plover"),
  };
});

describe("a change behind Terraform's back", () => {
  it("to a role's permissions is in the plan, and put back", async () => {
    const widened = {
      description: "",
      transactionGroups: [
        {
          relation: "list",
          objectGroup: { resource: { type: "serviceaccount", kind: "serviceaccount" }, selectors: ["*"] },
        },
        {
          relation: "delete",
          objectGroup: { resource: { type: "serviceaccount", kind: "serviceaccount" }, selectors: ["*"] },
        },
      ],
    };
    await bench.admin.must({ method: "PUT", path: `/roles/${ids.role}`, body: widened });
    expect(await bench.workspace.plan()).toStrictEqual({ "access_role.plover": "update" });
    await bench.workspace.apply(configuration);
    expect((await bench.admin.role(ids.role)).transactionGroups).toHaveLength(1);
  });

  it("that only regroups a role's permissions is none", async () => {
    const regrouped = {
      description: "",
      transactionGroups: [
        {
          relation: "list",
          objectGroup: { resource: { type: "serviceaccount", kind: "serviceaccount" }, selectors: ["*"] },
        },
        { relation: "read", objectGroup: { resource: { type: "metaresource", kind: "dashboard" }, selectors: [] } },
      ],
    };
    await bench.admin.must({ method: "PUT", path: `/roles/${ids.role}`, body: regrouped });
    expect(await bench.workspace.plan()).toStrictEqual({});
  });

  it("that renames the account is in the plan", async () => {
    await bench.admin.must({
      method: "PUT",
      path: `/service_accounts/${ids.account}`,
      body: { name: "renamed-by-hand" },
    });
    expect(await bench.workspace.plan()).toStrictEqual({ "access_service_account.plover": "update" });
  });

  it("that revokes the key is in the plan, and a new key is made", async () => {
    await bench.admin.must({ method: "DELETE", path: `/service_accounts/${ids.account}/keys/${ids.key}` });
    expect(await bench.workspace.plan()).toStrictEqual({ "access_key.plover": "create" });
  });

  it("that gives the key an expiry is in the plan", async () => {
    const body = { name: "plover-key", expiresAt: 2_000_000_000 };
    await bench.admin.must({ method: "PUT", path: `/service_accounts/${ids.account}/keys/${ids.key}`, body });
    expect(await bench.workspace.plan()).toStrictEqual({ "access_key.plover": "update" });
  });

  it("that takes the role away is in the plan", async () => {
    await bench.admin.must({ method: "DELETE", path: `/service_account_roles/${ids.binding}` });
    expect(await bench.workspace.plan()).toStrictEqual({ "access_role_binding.plover": "create" });
  });

  it("that soft-deletes the account shows all that is gone with it", async () => {
    await bench.admin.must({ method: "DELETE", path: `/service_account_roles/${ids.binding}` });
    await bench.admin.must({ method: "DELETE", path: `/service_accounts/${ids.account}` });
    expect(await bench.workspace.plan()).toStrictEqual({
      "access_service_account.plover": "create",
      "access_role_binding.plover": "create",
      "access_key.plover": "create",
    });
  });

  it("that deletes everything is no obstacle to destroy", async () => {
    await bench.admin.must({ method: "DELETE", path: `/service_account_roles/${ids.binding}` });
    await bench.admin.must({ method: "DELETE", path: `/roles/${ids.role}` });
    await bench.admin.must({ method: "DELETE", path: `/service_accounts/${ids.account}` });
    await bench.workspace.must("destroy", "-no-color", "-auto-approve", "-refresh=false");
    expect(await bench.workspace.state()).toStrictEqual({});
  });
});
