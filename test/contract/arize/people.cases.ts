import { describe, expect, it } from "vitest";
import * as auditLogWire from "#vendors/arize/wire/audit-log.ts";
import * as commonWire from "#vendors/arize/wire/common.ts";
import * as memberWire from "#vendors/arize/wire/member.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, strayId, unique } from "./client.ts";
import { createPlace, createServiceKey, createUser, holder, level } from "./fixtures.ts";

function invitation(mode: string, email = `${unique("person")}@users.invalid`) {
  return { name: "Robin Okafor", email, role: level("MEMBER"), invite_mode: mode };
}

function userCases(client: () => Client): void {
  const invite = (body: unknown) => client().call("create_user", { body });

  it("are invited, found by address and status, and invited again as they are", async () => {
    const body = invitation("EMAIL_LINK");
    const made = memberWire.createdUser.parse((await invite(body)).body);
    expect(made).toMatchObject({ status: "INVITED", invite_mode: "EMAIL_LINK", is_developer: true });
    const again = await invite(body);
    expect(again).toMatchObject({ status: 200, body: { id: made.id } });
    const page = commonWire.pageOf("users", memberWire.user);
    const found = await client().data(page, "list_users", { query: { email: body.email, status: "INVITED" } });
    expect(found.users.map(({ id }) => id)).toEqual([made.id]);
    const none = await client().data(page, "list_users", { query: { email: body.email, status: "ACTIVE" } });
    expect(none.users).toEqual([]);
    const params = { user_id: made.id };
    expect(await client().call("resend_user_invitation", { params })).toMatchObject({ status: 204 });
    expect(await client().call("reset_user_password", { params })).toMatchObject({ status: 400 });
    const active = { user_id: await createUser(client()) };
    expect(await client().call("reset_user_password", { params: active })).toMatchObject({ status: 204 });
  });

  it("are found by a part of their address, in any case, and are one person in any case", async () => {
    const body = invitation("NONE");
    const { id } = memberWire.createdUser.parse((await invite(body)).body);
    const page = commonWire.pageOf("users", memberWire.user);
    const [name = ""] = body.email.split("@");
    for (const email of [body.email.toUpperCase(), name.slice(2), name.toUpperCase()]) {
      const { users } = await client().data(page, "list_users", { query: { email } });
      expect(users.map((row) => row.id)).toEqual([id]);
    }
    const other = await client().data(page, "list_users", { query: { email: `${name}.example` } });
    expect(other.users).toEqual([]);
    expect(await client().call("list_users", { query: { email: "a".repeat(256) } })).toMatchObject({ status: 400 });
    expect(await invite({ ...body, email: body.email.toUpperCase() })).toMatchObject({ status: 409 });
  });

  it("get a temporary password this once", async () => {
    const made = memberWire.createdUser.parse((await invite(invitation("TEMPORARY_PASSWORD"))).body);
    expect(made.temporary_password).toBeTruthy();
    const { body } = await client().call("get_user", { params: { user_id: made.id } });
    expect(JSON.stringify(body)).not.toContain(made.temporary_password);
  });

  it("fail where they are users already, or were", async () => {
    const body = invitation("NONE");
    const { id: user_id } = memberWire.createdUser.parse((await invite(body)).body);
    expect(await invite(body)).toMatchObject({ status: 409 });
    const params = { user_id };
    expect(await client().call("resend_user_invitation", { params })).toMatchObject({ status: 400 });
    const remove = async () => (await client().call("delete_user", { params })).status;
    expect([await remove(), await remove()]).toEqual([204, 204]);
    expect(await client().call("get_user", { params })).toMatchObject({ status: 404 });
    expect(await invite({ ...body, invite_mode: "EMAIL_LINK" })).toMatchObject({ status: 409 });
  });

  it("are changed by administrators, in name and in developer access", async () => {
    const params = { user_id: await createUser(client()) };
    const update = (body: unknown, key?: string) =>
      client().call("update_user", { params, body, ...(key === undefined ? {} : { key }) });
    const body = { name: "  Kim Adeyemi ", is_developer: false };
    expect(await update(body)).toMatchObject({ body: { name: "Kim Adeyemi", is_developer: false } });
    for (const wrong of [{}, { name: "  " }, { email: "other@users.invalid" }]) {
      expect(await update(wrong)).toMatchObject({ status: 400 });
    }
    const key = await holder(client(), await createPlace(client()));
    expect(await update({ name: "Kim" }, key)).toMatchObject({ status: 403 });
    for (const operation of ["delete_user", "resend_user_invitation", "reset_user_password"]) {
      expect(await client().call(operation, { params, key })).toMatchObject({ status: 403 });
    }
    expect(await client().call("create_user", { body: invitation("NONE"), key })).toMatchObject({ status: 403 });
  });

  it("never delete themselves, and are no bots", async () => {
    const { created_by_user_id: user_id, bot_user: bot } = await createServiceKey(
      client(),
      await createPlace(client()),
    );
    expect(await client().call("delete_user", { params: { user_id } })).toMatchObject({ status: 403 });
    for (const id of [bot.id, strayId("User")]) {
      expect(await client().call("delete_user", { params: { user_id: id } })).toMatchObject({ status: 404 });
    }
    const custom = { ...invitation("NONE"), role: { type: "CUSTOM", id: strayId("Role") } };
    expect(await invite(custom)).toMatchObject({ status: 422 });
    expect(await invite({ ...invitation("NONE"), email: "nobody" })).toMatchObject({ status: 400 });
  });
}

function auditCases(client: () => Client): void {
  it("names what was changed, the newest first, for administrators", async () => {
    const place = await createPlace(client());
    const { key } = await createServiceKey(client(), place);
    const page = commonWire.pageOf("logs", auditLogWire.auditLog);
    const { logs } = await client().data(page, "list_audit_logs", {
      query: { operation_type: "MUTATION", limit: "2" },
    });
    expect(logs.map(({ operation_name }) => operation_name)).toEqual(["create_api_key", "create_space"]);
    expect(JSON.stringify(logs)).not.toContain(key);
    const none = { start_time: "2001-01-01T00:00:00Z", end_time: "2002-01-01T00:00:00Z" };
    expect((await client().data(page, "list_audit_logs", { query: none })).logs).toEqual([]);
    expect(await client().call("list_audit_logs", { key })).toMatchObject({ status: 403 });
    expect(await client().call("list_audit_logs", { query: { operation_type: "WRITE" } })).toMatchObject({
      status: 400,
    });
  });
}

function graphqlCases(client: () => Client): void {
  const mutation =
    "mutation Make($input: CreateServiceApiKeyInput!) { made: createServiceApiKey(input: $input) { apiKey keyInfo { id } } }";

  it("makes a service key as REST does", async () => {
    const { spaceId } = await createPlace(client());
    const input = { name: unique("key"), spaceId, spaceRole: "readOnly", accountRole: "member" };
    const { body } = await client().call("graphql", { body: { query: mutation, variables: { input } } });
    expect(body).toMatchObject({
      data: { made: { apiKey: expect.stringMatching(/^ak-/), keyInfo: { id: expect.any(String) } } },
    });
    const keys = await client().call("list_api_keys", { query: { space_id: spaceId } });
    expect(keys.body).toMatchObject({ api_keys: [{ name: input.name }] });
  });

  it("takes what is written out in the document", async () => {
    const { spaceId } = await createPlace(client());
    const query = `mutation { createServiceApiKey(input: {name: "inline", spaceId: "${spaceId}", spaceRole: member}) { keyInfo { expiresAt } } }`;
    const { body } = await client().call("graphql", { body: { query } });
    expect(body).toEqual({ data: { createServiceApiKey: { keyInfo: { expiresAt: null } } } });
  });

  it("holds the same ladder, and answers what it refuses in its own way", async () => {
    const place = await createPlace(client());
    const key = await holder(client(), place);
    const ask = (input: unknown, query = mutation) =>
      client().call("graphql", { body: { query, variables: { input } }, key });
    const tooHigh = await ask({ name: "n", spaceId: place.spaceId, spaceRole: "admin" });
    expect(tooHigh).toMatchObject({
      status: 200,
      body: { data: null, errors: [{ message: expect.stringContaining("above") }] },
    });
    for (const answer of [
      await ask({ name: "n", spaceId: strayId("Space") }),
      await ask({ name: "n", spaceId: place.spaceId, role: "admin" }),
      await ask({}, "mutation { createRole { id } }"),
      await ask({}, "{ __typename"),
    ]) {
      expect(answer).toMatchObject({ status: 200, body: { data: null } });
    }
    expect(await client().call("graphql", { body: "{" })).toMatchObject({ status: 400 });
  });
}

function peopleCases(client: () => Client): void {
  describe("users", () => userCases(client));
  describe("the audit log", () => auditCases(client));
  describe("GraphQL", () => graphqlCases(client));
}

export const cases: ContractCases<Client> = { title: "people", run: peopleCases };
