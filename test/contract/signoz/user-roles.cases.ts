import { expect, it } from "vitest";
import { created } from "#vendors/signoz/wire/common.ts";
import { userRole } from "#vendors/signoz/wire/role-binding.ts";
import { userWithRoles } from "#vendors/signoz/wire/member.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, outcome } from "./client.ts";
import { adminPerson, bearing, createRole, group, invite, nobody, personOf, roleId, rootId } from "./fixtures.ts";

const zero = "00000000-0000-0000-0000-000000000000";

function userRoleCases(client: () => Client): void {
  const give = (userId: string, role: string, as = {}) =>
    client().call("CreateUserRole", { body: { userId, roleId: role }, ...as });

  it("are given once, read and taken", async () => {
    const { id: userId } = await invite(client());
    const role = await roleId(client(), "signoz-editor");
    const body = { userId, roleId: role };
    const { id } = await client().data(created, "CreateUserRole", { body });
    expect(await client().data(created, "CreateUserRole", { body })).toEqual({ id });
    expect(await client().data(userRole, "GetUserRole", { params: { id: id.toUpperCase() } })).toMatchObject({
      id,
      userId,
      roleId: role,
      role: { name: "signoz-editor", type: "managed" },
    });
    expect(outcome(await client().call("DeleteUserRole", { params: { id } }))).toBe("204");
    expect(outcome(await client().call("DeleteUserRole", { params: { id } }))).toBe("404 user_roles_not_found");
    expect(outcome(await client().call("GetUserRole", { params: { id } }))).toBe("404 user_roles_not_found");
    const seen = await client().data(userWithRoles, "GetUser", { params: { id: userId } });
    expect(seen.userRoles).toEqual([]);
  });

  it("act at once, and add up", async () => {
    const person = await personOf(client());
    const asked = async () => outcome(await client().call("ListRoles", bearing(person.accessToken)));
    expect(await asked()).toBe("403 authz_forbidden");
    const lists = await createRole(client(), [group("list", "role", "*")]);
    const answer = await give(person.id, lists);
    expect(await asked()).toBe("200");
    const { id } = created.parse(Object(answer.body).data);
    await client().call("DeleteUserRole", { params: { id } });
    expect(await asked()).toBe("403 authz_forbidden");
  });

  it("keep a role from being deleted, those of an invitation included", async () => {
    const role = await createRole(client());
    await invite(client(), role);
    expect(outcome(await client().call("DeleteRole", { params: { id: role } }))).toBe("400 role_has_user_assignees");
  });

  it("of a deleted user do not", async () => {
    const admin = await adminPerson(client());
    const role = await createRole(client());
    const { id } = await invite(client(), role);
    await client().call("DeleteUser", { params: { id }, ...bearing(admin.accessToken) });
    expect(outcome(await client().call("DeleteRole", { params: { id: role } }))).toBe("204");
    expect(outcome(await give(id, await roleId(client(), "signoz-viewer")))).toBe("501 user_status_deleted");
  });

  it("fail on oneself", async () => {
    const admin = await adminPerson(client());
    const as = bearing(admin.accessToken);
    expect(outcome(await give(admin.id, await roleId(client(), "signoz-viewer"), as))).toBe("400 invalid_input");
    const { userRoles } = await client().data(userWithRoles, "GetUser", { params: { id: admin.id } });
    const params = { id: userRoles[0]?.id ?? "" };
    expect(outcome(await client().call("DeleteUserRole", { params, ...as }))).toBe("400 invalid_input");
  });

  it("fail on the root user", async () => {
    const root = await rootId(client());
    const unchangeable = "501 root_user_operation_unsupported";
    expect(outcome(await give(root, await roleId(client(), "signoz-viewer")))).toBe(unchangeable);
    const { userRoles } = await client().data(userWithRoles, "GetUser", { params: { id: root } });
    const params = { id: userRoles[0]?.id ?? "" };
    expect(outcome(await client().call("DeleteUserRole", { params }))).toBe(unchangeable);
  });

  it("fail on who or what is not there", async () => {
    const { id } = await invite(client());
    const role = await roleId(client(), "signoz-viewer");
    expect(outcome(await give(nobody, role))).toBe("404 user_not_found");
    expect(outcome(await give(id, nobody))).toBe("404 role_not_found");
    expect(outcome(await give("x", role))).toBe("400 invalid_valuer");
    expect(outcome(await give(id, ""))).toBe("400 invalid_valuer");
    expect(outcome(await give(zero, role))).toBe("400 user_role_invalid_input");
    for (const body of [{}, { userId: id }, { roleId: role }]) {
      expect(outcome(await client().call("CreateUserRole", { body }))).toBe("400 user_role_invalid_input");
    }
    for (const operationId of ["GetUserRole", "DeleteUserRole"]) {
      expect(outcome(await client().call(operationId, { params: { id: "x" } }))).toBe("400 invalid_valuer");
    }
  });
}

export const cases: ContractCases<Client> = { title: "user roles", run: userRoleCases };
