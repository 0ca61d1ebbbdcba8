import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { headerOf, openVendorBench, type VendorBench } from "./support/access.ts";
import { applyOnce } from "./support/apply.ts";
import { InkitAdmin } from "./support/inkit-admin.ts";

let bench: VendorBench;
let admin: InkitAdmin;
let before: readonly string[];

beforeAll(async () => {
  bench = await openVendorBench("inkit");
  admin = new InkitAdmin(bench);
  before = await admin.names();
});

afterEach(() => bench.mock.faults.clear());
afterAll(() => bench.close());

interface Given {
  readonly role?: string;
  readonly permissions?: string;
  readonly account?: string;
  readonly description?: string;
  readonly roles?: string;
  readonly keeper?: string;
}

const filing = '{ action = "create", resource = "folders" }, { action = "retrieve", resource = "roles" }';

const stack = (given: Given = {}): string => `${headerOf("inkit")}
data "access_role" "viewer" {
  name = "Document Viewer"
}

resource "access_role" "filing" {
  name        = "${given.role ?? "Heron filing"}"
  permissions = [${given.permissions ?? filing}]
  lifecycle {
    create_before_destroy = true
  }
}

resource "access_service_account" "archive" {
  name        = "${given.account ?? "Heron archive"}"
  description = ${given.description ?? "null"}
  role_ids    = [${given.roles ?? "access_role.filing.id"}]
}

resource "access_key" "archive" {
  service_account_id = access_service_account.archive.id
  keepers            = { round = "${given.keeper ?? "1"}" }
}
`;

const both = "access_role.filing.id, data.access_role.viewer.id";

function text(value: unknown): string {
  if (typeof value !== "string") throw new Error(`wanted a string, received ${typeof value}`);
  return value;
}

async function shown(address: string): Promise<Readonly<Record<string, unknown>>> {
  return (await bench.workspace.state())[address] ?? {};
}

describe("the three nouns, from creation to nothing left", () => {
  let account: string;
  let secret: string;

  it("creates a role, an account that holds it, and its secret", async () => {
    const { did, state } = await bench.workspace.apply(stack());
    expect(did).toStrictEqual({
      "access_key.archive": "create",
      "access_role.filing": "create",
      "access_service_account.archive": "create",
    });
    account = text(state["access_service_account.archive"]?.["id"]);
    secret = text(state["access_key.archive"]?.["secret"]);
    const { last_generated_at: at } = await admin.account(account);
    expect(state["access_key.archive"]).toMatchObject({ id: `${account}/${at}`, status: "active", name: null });
    expect(await admin.readsRolesAs(secret)).toBe(200);
    expect(await admin.status({ method: "GET", path: "/user", token: secret })).toBe(403);
  });

  it("changes what a role may do in place, felt at once by whoever holds it", async () => {
    const permissions = '{ action = "create", resource = "folders" }, { action = "retrieve", resource = "users" }';
    const { did } = await bench.workspace.apply(stack({ permissions }));
    expect(did).toStrictEqual({ "access_role.filing": "update" });
    expect(await admin.status({ method: "GET", path: "/user", token: secret })).toBe(200);
    expect(await admin.readsRolesAs(secret)).toBe(403);
  });

  it("renames, describes, and gives a second role in place; what is held is the union", async () => {
    const given = { role: "Heron files", account: "Heron store", description: '"third shelf"', roles: both };
    const { did, state } = await bench.workspace.apply(stack(given));
    expect(did).toStrictEqual({ "access_role.filing": "update", "access_service_account.archive": "update" });
    expect(state["access_service_account.archive"]).toMatchObject({ id: account, description: "third shelf" });
    const { roles } = await admin.account(account);
    expect(roles.map(({ name }) => name).toSorted()).toEqual(["Document Viewer", "Heron files"]);
    expect(await admin.readsRolesAs(secret)).toBe(200);
    const taken = await bench.workspace.apply(stack());
    expect(taken.did).toMatchObject({ "access_service_account.archive": "update" });
    expect((await admin.account(account)).roles).toHaveLength(1);
  });

  it("takes back what others changed by hand", async () => {
    const everything = (await admin.roles()).find(({ name }) => name === "Admin")?.id ?? "";
    const { roles } = await admin.account(account);
    const body = { name: "by hand", roles: [...roles.map(({ id }) => id), everything] };
    await admin.must({ method: "PATCH", path: `/service-account/${account}`, body });
    const { did } = await bench.workspace.apply(stack());
    expect(did).toStrictEqual({ "access_service_account.archive": "update" });
    expect(await admin.account(account)).toMatchObject({ name: "Heron archive", roles: [{ name: "Heron filing" }] });
  });

  it("is imported without a change: the secret is not known, and lives", async () => {
    const ids = await bench.workspace.state();
    const imports = [
      ["access_role.filing", text(ids["access_role.filing"]?.["id"])],
      ["access_service_account.archive", account],
      ["access_key.archive", text(ids["access_key.archive"]?.["id"])],
    ] as const;
    await bench.workspace.must("state", "rm", ...imports.map(([address]) => address));
    for (const [address, id] of imports) await bench.workspace.must("import", address, id);
    expect(await shown("access_key.archive")).toMatchObject({ id: ids["access_key.archive"]?.["id"], secret: null });
    await bench.mock.forgetRequests();
    const { did } = await bench.workspace.apply(stack());
    expect(Object.values(did).filter((action) => action !== "update")).toEqual([]);
    expect((await bench.mock.requests()).filter(({ method }) => method !== "GET")).toEqual([]);
    expect(await admin.readsRolesAs(secret)).toBe(200);
    await bench.workspace.must("state", "rm", "access_key.archive");
    await bench.workspace.must("import", "access_key.archive", account);
    expect((await shown("access_key.archive"))["id"]).toBe(ids["access_key.archive"]?.["id"]);
    await bench.workspace.apply(stack());
  });

  it("generates the secret anew when a keeper changes: the one before is dead at once", async () => {
    await bench.workspace.write(stack({ keeper: "2" }));
    const applied = await applyOnce(bench.workspace);
    expect(applied).toMatchObject({ code: 0, planned: 1 });
    expect(applied.diagnostics.map(({ detail }) => detail).join()).toContain("the old secret is revoked at once");
    const after = await shown("access_key.archive");
    expect(await admin.readsRolesAs(secret)).toBe(401);
    secret = text(after["secret"]);
    expect(await admin.readsRolesAs(secret)).toBe(200);
    expect(after["service_account_id"]).toBe(account);
    expect((await bench.workspace.apply(stack({ keeper: "2" }))).did).toStrictEqual({});
  });

  it("tells that a secret which somebody else generated will die, and leaves it alone on destroy", async () => {
    const theirs = (await admin.generate(account)).api_key;
    await bench.workspace.write(stack({ keeper: "2" }));
    expect(await bench.workspace.plan()).toStrictEqual({ "access_key.archive": "create" });
    const output = await bench.workspace.must("plan", "-no-color", "-input=false");
    expect(output).toContain("The account's current secret will stop working");
    await bench.workspace.must("destroy", "-no-color", "-auto-approve", "-refresh=false", "-target=access_key.archive");
    expect(await shown("access_key.archive")).toStrictEqual({});
    expect(await admin.readsRolesAs(theirs)).toBe(200);
    await bench.workspace.apply(stack({ keeper: "2" }));
    expect(await admin.readsRolesAs(theirs)).toBe(401);
  });

  it("replaces a key whose account is replaced", async () => {
    await bench.workspace.write(stack({ keeper: "2" }));
    await bench.workspace.must("apply", "-no-color", "-auto-approve", "-replace=access_service_account.archive");
    account = text((await shown("access_service_account.archive"))["id"]);
    const after = await shown("access_key.archive");
    expect(after["service_account_id"]).toBe(account);
    secret = text(after["secret"]);
    expect(await admin.readsRolesAs(secret)).toBe(200);
    expect(await admin.names()).toEqual([...before, "Heron archive", "Heron filing"].toSorted());
  });

  it("kills the secret where the key alone is destroyed; the account stays", async () => {
    await bench.workspace.must("destroy", "-no-color", "-auto-approve", "-target=access_key.archive");
    expect(await admin.readsRolesAs(secret)).toBe(401);
    expect(await admin.account(account)).toMatchObject({ name: "Heron archive" });
    await bench.workspace.apply(stack({ keeper: "2" }));
  });

  it("makes anew what was deleted by hand", async () => {
    await admin.must({ method: "DELETE", path: `/service-account/${account}` });
    const { did } = await bench.workspace.apply(stack({ keeper: "2" }));
    expect(did).toStrictEqual({ "access_key.archive": "create", "access_service_account.archive": "create" });
  });

  it("destroys everything, and nothing is left", async () => {
    secret = text((await shown("access_key.archive"))["secret"]);
    await bench.workspace.destroy();
    expect(await bench.workspace.state()).toStrictEqual({});
    expect(await admin.names()).toStrictEqual(before);
    expect(await admin.readsRolesAs(secret)).toBe(401);
  });
});
