import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PermissionName } from "#vendors/inkit/facts/data/catalog.ts";
import { headerOf, openVendorBench, type VendorBench } from "./support/access.ts";
import { type Applied, applyOnce } from "./support/apply.ts";
import { InkitAdmin } from "./support/inkit-admin.ts";

const reading: readonly PermissionName[] = ["roles.retrieve", "service-accounts.retrieve"];
const managing: readonly PermissionName[] = [
  ...reading,
  ...(["roles.create", "service-accounts.create", "service-accounts.update", "service-accounts.delete"] as const),
];

let bench: VendorBench;
let admin: InkitAdmin;

beforeAll(async () => {
  bench = await openVendorBench("inkit");
  admin = new InkitAdmin(bench);
});

beforeEach(async () => {
  await bench.mock.reset();
  await bench.workspace.remove("terraform.tfstate");
});

afterAll(() => bench.close());

async function deployed(token: string, configuration: string): Promise<Applied> {
  const block = headerOf("inkit").replace('vendor = "inkit"', `vendor = "inkit"\n  token = "${token}"`);
  await bench.workspace.write(block + configuration);
  return applyOnce(bench.workspace);
}

function errorsOf({ diagnostics }: Applied): string {
  return diagnostics.flatMap(({ severity, detail }) => (severity === "error" ? [detail] : [])).join("\n");
}

const existing = (roles: string, more = ""): string => `
data "access_role" "viewer" {
  name = "Document Viewer"
}
data "access_role" "manager" {
  name = "Document Generation Manager"
}
resource "access_service_account" "x" {
  name     = "Dunlin"
  role_ids = [${roles}]
}
${more}
`;

const madeAsWell = `
resource "access_role" "own" {
  name        = "Dunlin role"
  permissions = [{ action = "create", resource = "folders" }]
}
resource "access_service_account" "x" {
  name     = "Dunlin"
  role_ids = [access_role.own.id]
}
`;

const viewer = "data.access_role.viewer.id";
const key = 'resource "access_key" "x" {\n  service_account_id = access_service_account.x.id\n}';

const without = (missing: PermissionName): readonly PermissionName[] => managing.filter((name) => name !== missing);

describe("the permissions that the vendor's page names", () => {
  it("are enough, together, for a key with an existing role and for one with a role that is made as well", async () => {
    const token = await admin.limited("Deployer", ...managing);
    expect(await deployed(token, existing(viewer, key))).toMatchObject({ code: 0 });
    await bench.workspace.destroy();
    expect(await deployed(token, madeAsWell)).toMatchObject({ code: 0 });
  });

  it("without service-accounts.create: no key, and the permission is named", async () => {
    const token = await admin.limited("Deployer", ...without("service-accounts.create"));
    const applied = await deployed(token, existing(viewer));
    expect(applied.code).toBe(1);
    expect(errorsOf(applied)).toContain("service-accounts.create");
    expect(await admin.names()).not.toContain("Dunlin");
    expect(await bench.workspace.state()).not.toHaveProperty("access_service_account.x");
  });

  it("without roles.create: an existing role can be given, one that is made as well cannot; nothing is made", async () => {
    const token = await admin.limited("Deployer", ...without("roles.create"));
    const applied = await deployed(token, madeAsWell);
    expect(errorsOf(applied)).toContain("roles.create");
    expect(await admin.names()).not.toEqual(expect.arrayContaining(["Dunlin"]));
    expect(await deployed(token, existing(viewer))).toMatchObject({ code: 0 });
  });

  it("without service-accounts.update: a key keeps the roles that it has", async () => {
    const token = await admin.limited("Deployer", ...without("service-accounts.update"));
    expect(await deployed(token, existing(viewer))).toMatchObject({ code: 0 });
    const applied = await deployed(token, existing(`${viewer}, data.access_role.manager.id`));
    expect(errorsOf(applied)).toContain("service-accounts.update");
    const row = (await admin.accounts()).find(({ name }) => name === "Dunlin");
    expect(row?.roles.map(({ name }) => name)).toEqual(["Document Viewer"]);
    const shown = (await bench.workspace.state())["access_service_account.x"]?.["role_ids"];
    expect(shown).toEqual(row?.roles.map(({ id }) => id));
  });

  it("without the right to generate: the account is made, its secret is not", async () => {
    const token = await admin.limited("Deployer", ...without("service-accounts.update"));
    const applied = await deployed(token, existing(viewer, key));
    expect(errorsOf(applied)).toMatch(/api-keys\.refresh|service-accounts\.update/);
    expect((await admin.accounts()).find(({ name }) => name === "Dunlin")).toMatchObject({ has_key: false });
    const refresher = await admin.limited("Refresher", ...without("service-accounts.update"), "api-keys.refresh");
    expect(await deployed(refresher, existing(viewer, key))).toMatchObject({ code: 0, planned: 1 });
  });
});
