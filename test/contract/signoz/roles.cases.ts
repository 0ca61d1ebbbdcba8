import { describe, expect, it } from "vitest";
import { z } from "zod";
import { listedRole } from "#vendors/signoz/wire/role.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, unique } from "./client.ts";
import { assign, createAccount, createRole, group, nobody, readRole, roleId } from "./fixtures.ts";

const refusal = { status: 400, code: "role_invalid_input" };

function creationCases(client: () => Client): void {
  it("keeps groups in the order and grouping in which they were sent", async () => {
    const groups = [
      group("read", "metaresource/rule", nobody),
      group("list", "role", "*"),
      group("read", "metaresource/rule", "*"),
      group("update", "role", "on-call", "release"),
      group("delete", "user"),
    ];
    const id = await createRole(client(), groups);
    expect(await readRole(client(), id)).toMatchObject({ type: "custom", description: "", transactionGroups: groups });
  });

  it("stores telemetry selectors in their canonical form", async () => {
    const selectors = ["builder_query", "builder_query/resource.signoz.workspace.key.id/k 1/x", "promql/*", "*"];
    const id = await createRole(client(), [group("read", "telemetryresource/logs", ...selectors)]);
    expect((await readRole(client(), id)).transactionGroups[0]?.objectGroup.selectors).toEqual([
      "builder_query/*",
      "builder_query/signoz.workspace.key.id/k 1/x",
      "promql/*",
      "*",
    ]);
  });

  it.each([{}, { transactionGroups: null }, { transactionGroups: [] }])(
    "without permissions (%j) has none",
    async (rest) => {
      const body = { name: unique("team"), description: "holds nothing", ...rest };
      const { status, body: answer } = await client().call("CreateRole", { body });
      expect(status).toBe(201);
      const { id } = z.object({ data: z.object({ id: z.string() }) }).parse(answer).data;
      expect(await readRole(client(), id)).toMatchObject({ description: body.description, transactionGroups: [] });
    },
  );

  it.each(["", "tier-2", "Team", "signozfoo", "signoz-viewer", "x".repeat(51)])(
    "fails on the name %j",
    async (name) => {
      expect(await client().call("CreateRole", { body: { name } })).toMatchObject(refusal);
    },
  );

  it("fails on a taken name", async () => {
    const name = unique("team");
    await createRole(client(), [], name);
    expect(await client().call("CreateRole", { body: { name } })).toMatchObject({
      status: 409,
      code: "role_already_exists",
    });
  });
}

const invalidGroups = [
  { place: "transactionGroups[0].relation", groups: [group("own", "nothing/Nothing", "x")] },
  { place: "transactionGroups[0].objectGroup.resource.type", groups: [group("read", "nothing/Nothing", "x")] },
  { place: "transactionGroups[0].objectGroup.resource.type", groups: [group("read", "anonymous", "*")] },
  { place: "transactionGroups[0].objectGroup.resource.kind", groups: [group("read", "metaresource/No_Kind", "x")] },
  { place: "transactionGroups[0]", groups: [group("read", "metaresource/logs", "x")] },
  { place: "transactionGroups[0]", groups: [group("attach", "metaresource/dashboard", "x")] },
  { place: "transactionGroups[0].objectGroup.selectors[1]", groups: [group("read", "role", "*", "Not A Role")] },
  { place: "transactionGroups[0].objectGroup.selectors[0]", groups: [group("read", "user", nobody.toUpperCase())] },
  {
    place: "transactionGroups[1].objectGroup.selectors[0]",
    groups: [group("list", "role", "*"), group("read", "telemetryresource/logs", "sql/*")],
  },
];

const misshapen = [{ transactionGroups: {} }, { transactionGroups: [7] }, { transactionGroups: [{ relation: 7 }] }];

function permissionCases(client: () => Client): void {
  it.each(invalidGroups)("fails at $place", async ({ place, groups }) => {
    const body = { name: unique("team"), transactionGroups: groups };
    const answer = await client().call("CreateRole", { body });
    expect(answer).toMatchObject({ status: 400, code: "invalid_input" });
    expect(answer.message.startsWith(`${place}:`), answer.message).toBe(true);
  });

  it.each(misshapen)("fails on %j as a whole", async (body) => {
    expect(await client().call("CreateRole", { body: { name: unique("team"), ...body } })).toMatchObject(refusal);
  });

  it.each([
    { name: "a permission twice", groups: [group("list", "role", "*"), group("list", "role", "*")] },
    {
      name: "a permission twice by two spellings",
      groups: [group("read", "telemetryresource/logs", "promql", "promql/*")],
    },
    { name: "an assignee", groups: [group("assignee", "role", "on-call")] },
  ])("fails with 500 on $name: the authorization store refuses it", async ({ groups }) => {
    const name = unique("team");
    const body = { name, transactionGroups: groups };
    expect(await client().call("CreateRole", { body })).toMatchObject({ status: 500, code: "unknown" });
  });
}

function updateCases(client: () => Client): void {
  it("replaces description and permissions as a whole", async () => {
    const id = await createRole(client(), [group("list", "role", "*")]);
    const body = { description: "reads rules", transactionGroups: [group("read", "metaresource/rule", "*")] };
    expect(await client().call("UpdateRole", { params: { id }, body })).toMatchObject({ status: 204 });
    expect(await readRole(client(), id)).toMatchObject(body);
    await client().call("UpdateRole", { params: { id }, body: { description: "", transactionGroups: [] } });
    expect(await readRole(client(), id)).toMatchObject({ description: "", transactionGroups: [] });
  });

  it("may repeat what the role holds already, and nothing new", async () => {
    const held = group("list", "role", "*");
    const id = await createRole(client(), [held]);
    const update = (...transactionGroups: unknown[]) =>
      client().call("UpdateRole", { params: { id }, body: { description: "", transactionGroups } });
    expect(await update(held, held)).toMatchObject({ status: 204 });
    const added = group("list", "user", "*");
    expect(await update(held, added, added)).toMatchObject({ status: 500, code: "unknown" });
  });

  it.each([
    { name: "no permissions", body: { description: "x" } },
    { name: "null for permissions", body: { description: "x", transactionGroups: null } },
    { name: "no description", body: { transactionGroups: [] } },
    { name: "what is no group", body: { description: "x", transactionGroups: [7] } },
  ])("fails on $name", async ({ body }) => {
    const id = await createRole(client());
    expect(await client().call("UpdateRole", { params: { id }, body })).toMatchObject(refusal);
  });

  it("reads a group that is null, and refuses it as a group", async () => {
    const params = { id: await createRole(client()) };
    const body = { name: unique("team"), description: "x", transactionGroups: [null] };
    for (const operationId of ["CreateRole", "UpdateRole"]) {
      expect(await client().call(operationId, { params, body })).toMatchObject({ status: 400, code: "invalid_input" });
    }
  });
}

function deletionCases(client: () => Client): void {
  it("fails while an account holds the role", async () => {
    const id = await createRole(client());
    const assignment = await assign(client(), await createAccount(client()), id);
    const held = { status: 400, code: "role_has_service_account_assignees" };
    expect(await client().call("DeleteRole", { params: { id } })).toMatchObject(held);
    await client().call("DeleteServiceAccountRole", { params: { id: assignment } });
    expect(await client().call("DeleteRole", { params: { id } })).toMatchObject({ status: 204 });
    expect(await client().call("GetRole", { params: { id } })).toMatchObject({ status: 404, code: "role_not_found" });
  });

  it("fails for ever when a deleted account holds the role", async () => {
    const id = await createRole(client());
    const account = await createAccount(client());
    await assign(client(), account, id);
    await client().call("DeleteServiceAccount", { params: { id: account } });
    expect(await client().call("DeleteRole", { params: { id } })).toMatchObject({
      status: 400,
      code: "role_has_service_account_assignees",
    });
  });
}

function roleCases(client: () => Client): void {
  describe("a role's creation", () => creationCases(client));
  describe("a role's permissions", () => permissionCases(client));
  describe("a role's update", () => updateCases(client));
  describe("a role's deletion", () => deletionCases(client));

  it("the managed ones are there, in order, and cannot be changed or deleted", async () => {
    const roles = await client().data(z.array(listedRole), "ListRoles");
    const managed = roles.filter(({ type }) => type === "managed");
    const names = ["signoz-admin", "signoz-editor", "signoz-viewer", "signoz-anonymous"];
    expect(managed.map(({ name }) => name)).toEqual(names);
    const body = { description: "mine now", transactionGroups: [] };
    for (const { id } of managed) {
      expect(await client().call("UpdateRole", { params: { id }, body })).toMatchObject(refusal);
      expect(await client().call("DeleteRole", { params: { id } })).toMatchObject(refusal);
    }
  });

  it("lists leave permissions out, reads have them, grouped by verb for managed roles", async () => {
    const { body } = await client().call("ListRoles");
    expect(JSON.stringify(body)).not.toContain("transactionGroups");
    const { transactionGroups } = await readRole(client(), await roleId(client(), "signoz-admin"));
    expect(transactionGroups).toHaveLength(147);
    const order = [...new Set(transactionGroups.map(({ relation }) => relation))];
    expect(order).toEqual(["create", "read", "update", "delete", "list", "attach", "detach"]);
  });
}

export const cases: ContractCases<Client> = { title: "roles", run: roleCases };
