import { describe, expect, it } from "vitest";
import * as commonWire from "#vendors/bigeye/wire/common.ts";
import * as keyWire from "#vendors/bigeye/wire/key.ts";
import * as memberWire from "#vendors/bigeye/wire/member.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, unique } from "./client.ts";
import {
  bulkDelete,
  createAccount,
  createGroup,
  groupNamed,
  holderOf,
  isValid,
  keysOf,
  nobody,
  readGroup,
  readUser,
} from "./fixtures.ts";

function sdkCases(client: () => Client): void {
  it("answers who asks", async () => {
    const { accountId, secret } = await holderOf(client());
    const own = await client().data(memberWire.user, "GetOwnUser", { key: secret });
    expect(own).toMatchObject({ id: accountId, isServiceAccount: true });
    expect(await client().call("GetOwnUser", { key: null })).toMatchObject({ status: 401 });
  });

  it("deletes one user with their keys, for admins alone, and nobody twice", async () => {
    const { accountId, secret } = await holderOf(client());
    const other = await holderOf(client());
    const params = { userId: accountId };
    expect(await client().call("DeleteUser", { params, key: other.secret })).toMatchObject({ status: 403 });
    expect(await isValid(client(), secret)).toBe(true);
    expect(await client().call("DeleteUser", { params })).toMatchObject({ status: 204 });
    expect(await isValid(client(), secret)).toBe(false);
    expect(await client().call("DeleteUser", { params })).toMatchObject({ status: 404 });
  });
}

function accountCases(client: () => Client): void {
  it("are listed among people, marked", async () => {
    const { id } = await createAccount(client());
    const { users } = await client().data(memberWire.users, "UserService_GetAllUsers");
    expect(users.find((user) => user.id === id)).toMatchObject({ isServiceAccount: true });
  });

  it("may share a name", async () => {
    const name = unique("twin");
    const one = await createAccount(client(), { name });
    const other = await createAccount(client(), { name });
    expect(one.id).not.toBe(other.id);
  });

  it("fails without a name, and with a group that is not there", async () => {
    const create = (body: unknown) => client().call("UserService_CreateServiceAccount", { body });
    expect(await create({ groupIds: [] })).toMatchObject({ status: 400 });
    expect(await create({ name: "  " })).toMatchObject({ status: 400 });
    expect(await create({ name: "x", groupIds: [Number(nobody)] })).toMatchObject({ status: 404 });
    expect(await create({ name: "x", groupIds: "all" })).toMatchObject({ status: 400 });
    expect(await create({ name: 7 })).toMatchObject({ status: 400 });
  });

  it("takes ids as numerals too, and null for nothing", async () => {
    const { id } = await createGroup(client());
    const body = { name: unique("numeral"), groupIds: null };
    expect(await client().call("UserService_CreateServiceAccount", { body })).toMatchObject({ status: 200 });
    const made = await client().data(memberWire.wrappedUser, "UserService_CreateServiceAccount", {
      body: { name: unique("numeral"), groupIds: [id] },
    });
    expect(made.user.groups.map((group) => group.id)).toEqual([id]);
  });

  it("leaves out what is zero: a new account's answer has no groups, no e-mail and no log-in", async () => {
    const { id } = await createAccount(client());
    const { body } = await client().call("UserService_GetUser", { params: { userId: id } });
    expect(Object.keys(Object(body)).sort()).toEqual(["id", "isServiceAccount", "name"]);
  });
}

function updateCases(client: () => Client): void {
  it("replaces the groups: what is left out is left", async () => {
    const one = await createGroup(client());
    const other = await createGroup(client());
    const { id, name } = await createAccount(client(), { groupIds: [one.id, other.id] });
    const update = (groupIds: readonly number[]) =>
      client().call("UserService_UpdateUser", { params: { userId: id }, body: { name, groupIds } });
    await update([Number(other.id)]);
    expect((await readUser(client(), id)).groups.map((group) => group.id)).toEqual([other.id]);
    expect((await readGroup(client(), one.id)).users).toEqual([]);
    await update([]);
    expect((await readUser(client(), id)).groups).toEqual([]);
  });

  it("changes nothing where a group is not there, or the name is missing", async () => {
    const group = await createGroup(client());
    const { id, name } = await createAccount(client(), { groupIds: [group.id] });
    const update = (body: unknown) => client().call("UserService_UpdateUser", { params: { userId: id }, body });
    expect(await update({ name: "other", groupIds: [Number(nobody)] })).toMatchObject({ status: 404 });
    expect(await update({ groupIds: [] })).toMatchObject({ status: 400 });
    expect(await readUser(client(), id)).toMatchObject({ name, groups: [{ id: group.id }] });
  });

  it("fails on a user that is not there", async () => {
    const asking = { params: { userId: nobody }, body: { name: "x", groupIds: [] } };
    expect(await client().call("UserService_UpdateUser", asking)).toMatchObject({ status: 404 });
    expect(await client().call("UserService_GetUser", { params: { userId: nobody } })).toMatchObject({ status: 404 });
  });
}

function deletionCases(client: () => Client): void {
  it("ends the account's keys with it", async () => {
    const group = await createGroup(client());
    const { accountId, secret, keyId } = await holderOf(client(), group.id);
    expect(await bulkDelete(client(), accountId)).toEqual({
      successfulIds: [accountId],
      failedUpdates: [],
      notRunIds: [],
    });
    expect(await isValid(client(), secret)).toBe(false);
    expect(await client().call("UserService_GetUser", { params: { userId: accountId } })).toMatchObject({
      status: 404,
    });
    const { keys } = await client().data(keyWire.keys, "ServiceAccountApiKeyService_ListAllServiceAccountKeys");
    expect(keys.some(({ id }) => id === keyId)).toBe(false);
    const revocation = { params: { serviceAccountApiKeyId: keyId } };
    expect(await client().call("ServiceAccountApiKeyService_DeleteServiceAccountApiKey", revocation)).toMatchObject({
      status: 404,
    });
    expect((await readGroup(client(), group.id)).users).toEqual([]);
  });

  it("holds failures in a 200, and goes on after them", async () => {
    const { id } = await createAccount(client());
    const result = await bulkDelete(client(), nobody, id);
    expect(result.successfulIds).toEqual([id]);
    expect(result.failedUpdates).toMatchObject([{ id: nobody, reason: expect.stringContaining("not found") }]);
  });

  it("fails on the caller itself", async () => {
    const admins = await groupNamed(client(), "Admin");
    const { accountId, secret } = await holderOf(client(), admins.id);
    const asking = { key: secret, body: { userIds: [Number(accountId)] } };
    const result = await client().data(commonWire.bulkDeletion, "UserService_BulkDeleteUsers", asking);
    expect(result).toMatchObject({ successfulIds: [], failedUpdates: [{ id: accountId }] });
    expect(await isValid(client(), secret)).toBe(true);
    await bulkDelete(client(), accountId);
  });

  it("fails on a body that is none", async () => {
    expect(await client().call("UserService_BulkDeleteUsers", { body: "{" })).toMatchObject({ status: 400 });
    expect(await client().call("UserService_BulkDeleteUsers", { body: { userIds: ["x"] } })).toMatchObject({
      status: 400,
    });
  });
}

function invitationCases(client: () => Client): void {
  it("makes a person, whose e-mail is unique in any case", async () => {
    const group = await createGroup(client());
    const email = `${unique("ada").replaceAll(" ", ".")}@acme.example`;
    const invite = (body: unknown) => client().call("UserService_InviteNewUser", { body });
    const body = { name: "Ada", email, groupIds: [Number(group.id)] };
    const made = await client().data(memberWire.user, "UserService_InviteNewUser", { body });
    expect(made).toMatchObject({ email, isServiceAccount: false, groups: [{ id: group.id }] });
    expect(await invite({ ...body, email: email.toUpperCase() })).toMatchObject({ status: 409 });
    expect(await invite({ ...body, email: "nowhere" })).toMatchObject({ status: 400 });
    expect(await invite({ name: "x", email: `x.${email}`, groupIds: [Number(nobody)] })).toMatchObject({ status: 404 });
    const serviceAccountId = Number(made.id);
    const key = await client().call("ServiceAccountApiKeyService_CreateServiceAccountApiKey", {
      body: { name: "not theirs", serviceAccountId },
    });
    expect(key).toMatchObject({ status: 400 });
    await bulkDelete(client(), made.id);
  });
}

function userCases(client: () => Client): void {
  describe("service accounts", () => accountCases(client));
  describe("an update", () => updateCases(client));
  describe("a bulk deletion", () => deletionCases(client));
  describe("an invitation", () => invitationCases(client));
  describe("what the SDK asks for", () => sdkCases(client));

  it("keys of a new account are none", async () => {
    expect(await keysOf(client(), (await createAccount(client())).id)).toEqual([]);
  });
}

export const cases: ContractCases<Client> = { title: "users", run: userCases };
