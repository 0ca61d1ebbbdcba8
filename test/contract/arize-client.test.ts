import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MockApp, createMock } from "#mock-server/app.ts";
import { Secret } from "#access/schema/secret.ts";
import type { ArizeClient } from "#vendors/arize/client.ts";
import { ArizeConnection } from "#vendors/arize/connection.ts";
import { routes } from "./arize/client.ts";

let mock: MockApp;
let client: ArizeClient;

beforeAll(async () => {
  mock = await createMock();
  const url = await mock.app.listen({ host: "127.0.0.1", port: 0 });
  const connection = new ArizeConnection({
    endpoint: `${url}/arize`,
    token: new Secret(mock.world.tokens["arize"] ?? ""),
    requestTimeout: 5_000,
    maxRetries: 0,
    now: () => new Date(),
    sleep: () => Promise.resolve(),
    trace: () => undefined,
  });
  client = connection.during(new AbortController().signal);
});
afterAll(() => mock.close());

const member = { type: "PREDEFINED", name: "MEMBER" } as const;

async function spaceIn(organization: string, name: string): Promise<string> {
  return (await client.scopes.createSpace({ name, organization_id: organization })).id;
}

describe("the client of Arize's API", () => {
  it("makes, lists, refreshes and revokes keys", async () => {
    const organization = await client.scopes.createOrganization({ name: "keys" });
    const space = await spaceIn(organization.id, "ingest");
    const spaces = [{ space_id: space }];
    const made = await client.createServiceKey({
      name: "nightly",
      organizations: [{ org_id: organization.id, spaces }],
    });
    expect(made.bot_user.organizations[0]?.spaces).toEqual([{ space_id: space, role: member }]);
    const fresh = await client.refreshKey(made.id, { grace_period_seconds: 60 });
    expect((await client.listServiceKeys(space)).map(({ id }) => id)).toEqual([made.id, fresh.id]);
    await client.revokeKey(made.id);
    await client.revokeKey(made.id);
    expect((await client.listServiceKeys(space, { status: "REVOKED" })).map(({ id }) => id)).toEqual([made.id]);
    const own = await client.createUserKey({ name: "mine" });
    expect((await client.listUserKeys()).map(({ id }) => id)).toContain(own.id);
  });

  it("reads more rows than a page holds", async () => {
    const organization = await client.scopes.createOrganization({ name: "many" });
    for (let index = 0; index < 120; index += 1) await spaceIn(organization.id, `space ${index}`);
    expect(await client.scopes.listSpaces({ organizationId: organization.id })).toHaveLength(120);
  });

  it("makes, changes and deletes roles, bindings and restrictions", async () => {
    const organization = await client.scopes.createOrganization({ name: "rights" });
    const project = await client.scopes.createProject(await spaceIn(organization.id, "models"), "churn");
    const role = await client.createRole({ name: "reader", permissions: ["PROJECT_READ"] });
    await client.updateRole(role.id, { description: "reads" });
    expect(await client.findRole(role.id)).toMatchObject({ description: "reads" });
    expect((await client.listRoles(false)).map(({ name }) => name)).toEqual(["reader"]);
    const user = await client.createUser({
      name: "Noor",
      email: "noor@users.invalid",
      role: member,
      invite_mode: "NONE",
    });
    const on = { resource_type: "PROJECT", resource_id: project.id } as const;
    const binding = await client.createRoleBinding({ role_id: role.id, user_id: user.id, ...on });
    const other = await client.createRole({ name: "writer", permissions: ["PROJECT_UPDATE"] });
    expect(await client.updateRoleBinding(binding.id, other.id)).toMatchObject({ role_id: other.id });
    expect(await client.listRoleBindings("PROJECT", user.id)).toHaveLength(1);
    expect((await client.scopes.restrictProject(project.id)).resource_id).toBe(project.id);
    expect(await client.scopes.listRestrictions()).toHaveLength(1);
    await client.scopes.unrestrictProject(project.id);
    await client.deleteRoleBinding(binding.id);
    expect(await client.findRoleBinding(binding.id)).toBeUndefined();
    await client.deleteRole(role.id);
    expect(await client.findRole(role.id)).toBeUndefined();
  });

  it("keeps organizations, spaces, members, projects and people", async () => {
    const { id } = await client.scopes.createOrganization({ name: "places" });
    await client.scopes.updateOrganization(id, { description: "all of them" });
    expect(await client.scopes.listOrganizations("places")).toMatchObject([{ description: "all of them" }]);
    const space = await spaceIn(id, "one");
    await client.scopes.updateSpace(space, { is_private: true });
    expect(await client.scopes.findSpace(space)).toMatchObject({ is_private: true });
    const email = "sol@users.invalid";
    const user = await client.createUser({ name: "Sol", email, role: member, invite_mode: "EMAIL_LINK" });
    expect(await client.createUser({ name: "Sol", email, role: member, invite_mode: "EMAIL_LINK" })).not.toHaveProperty(
      "invite_mode",
    );
    await client.scopes.putOrganizationMember(id, { user_id: user.id, role: member });
    expect(await client.scopes.putSpaceMember(space, { user_id: user.id, role: member })).toMatchObject({
      space_id: space,
    });
    await client.scopes.removeSpaceMember(space, user.id);
    await client.scopes.removeOrganizationMember(id, user.id);
    await client.resendInvitation(user.id);
    const present = await client.createUser({
      name: "Lou",
      email: "lou@users.invalid",
      role: member,
      invite_mode: "NONE",
    });
    await client.resetPassword(present.id);
    expect(await client.updateUser(user.id, { name: "Sol R." })).toMatchObject({ name: "Sol R." });
    expect(await client.listUsers(email)).toHaveLength(1);
    await client.deleteUser(user.id);
    expect(await client.findUser(user.id)).toBeUndefined();
    const project = await client.scopes.createProject(space, "p");
    await client.scopes.renameProject(project.id, "q");
    expect(await client.scopes.listProjects({ spaceId: space, name: "q" })).toHaveLength(1);
    await client.scopes.deleteProject(project.id);
    expect(await client.scopes.findProject(project.id)).toBeUndefined();
    await client.scopes.deleteSpace(space);
    await client.scopes.deleteOrganization(id);
    expect(await client.scopes.findOrganization(id)).toBeUndefined();
    expect(await client.listAuditLogs({ operationType: "MUTATION" })).not.toHaveLength(0);
  });

  it("has a call for every operation of REST", () => {
    const called = new Set(mock.journal.entries({ vendor: "arize" }).map(({ operationId }) => operationId));
    const missed = routes.map(({ operationId }) => operationId).filter((operationId) => !called.has(operationId));
    expect(missed).toEqual(["graphql"]);
  });
});
