import { beforeAll, describe, expect, it } from "vitest";
import * as commonWire from "#vendors/arize/wire/common.ts";
import * as keyWire from "#vendors/arize/wire/key.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, strayId, unique } from "./client.ts";
import {
  type Place,
  createOrganization,
  createPlace,
  createRole,
  createServiceKey,
  createSpace,
  holder,
  level,
  listKeys,
  serviceKey,
} from "./fixtures.ts";
import { refreshCases, revocationCases, timeCases } from "./key-life.ts";

const day = 86_400_000;

function later(milliseconds: number): string {
  return new Date(Date.now() + milliseconds).toISOString();
}

function creationCases(client: () => Client, place: () => Place): void {
  it("brings a bot, fills the levels in, and shows the key this once", async () => {
    const made = await createServiceKey(client(), place());
    expect(made.key).toMatch(/^ak-/);
    expect(made.bot_user).toMatchObject({
      account_role: level("MEMBER"),
      organizations: [
        {
          org_id: place().organizationId,
          role: level("READ_ONLY"),
          spaces: [{ space_id: place().spaceId, role: level("MEMBER") }],
        },
      ],
    });
    const listed = (await listKeys(client(), { space_id: place().spaceId })).find(({ id }) => id === made.id);
    expect(listed).toMatchObject({
      key_type: "SERVICE",
      status: "ACTIVE",
      created_by_user_id: made.created_by_user_id,
    });
    expect(JSON.stringify(listed)).not.toContain(made.key);
    expect(made.redacted_key).toMatch(/^ak-.+\.\.\..{3}$/);
    expect(made.key).not.toContain(made.redacted_key);
  });

  it("takes many organizations and spaces, and a custom role on a space", async () => {
    const organizationId = await createOrganization(client());
    const one = await createSpace(client(), organizationId);
    const other = await createSpace(client(), organizationId);
    const roleId = await createRole(client(), ["PROJECT_READ", "SPACE_READ"]);
    const body = serviceKey(place());
    const spaces = [{ space_id: one }, { space_id: other, role: { type: "CUSTOM", id: roleId } }];
    const organizations = [...body.organizations, { org_id: organizationId, role: level("MEMBER"), spaces }];
    const asking = { body: { ...body, description: "exports", organizations } };
    const { bot_user: bot, id } = await client().data(keyWire.createdServiceKey, "create_api_key", asking);
    expect(bot.organizations[1]?.spaces[1]?.role).toMatchObject({ type: "CUSTOM", id: roleId });
    for (const space_id of [place().spaceId, one, other]) {
      expect(await listKeys(client(), { space_id })).toContainEqual(
        expect.objectContaining({ id, description: "exports" }),
      );
    }
  });

  it("lets two keys have one name", async () => {
    const body = serviceKey(place());
    const create = async () => (await client().call("create_api_key", { body })).status;
    expect([await create(), await create()]).toEqual([201, 201]);
  });

  it("makes a person's own key, which no space lists", async () => {
    const body = { key_type: "USER", name: unique("mine"), expires_at: later(day) };
    const made = await client().data(keyWire.createdUserKey, "create_api_key", { body });
    expect(await listKeys(client(), {})).toContainEqual(expect.objectContaining({ id: made.id, key_type: "USER" }));
    expect((await listKeys(client(), { space_id: place().spaceId })).map(({ id }) => id)).not.toContain(made.id);
    expect(await client().call("list_roles", { key: made.key })).toMatchObject({ status: 200 });
  });
}

function refusalCases(client: () => Client, place: () => Place): void {
  const replaced = (change: Readonly<Record<string, unknown>>) => ({ ...serviceKey(place()), ...change });
  const onSpace = (change: Readonly<Record<string, unknown>>) => {
    const [organization] = serviceKey(place()).organizations;
    return replaced({ organizations: [{ ...organization, ...change }] });
  };

  it.each([
    { name: "no name", status: 400, body: () => replaced({ name: undefined }) },
    { name: "a name of 257 characters", status: 400, body: () => replaced({ name: "k".repeat(257) }) },
    { name: "no organization", status: 400, body: () => replaced({ organizations: [] }) },
    { name: "no space", status: 400, body: () => onSpace({ spaces: [] }) },
    {
      name: "101 spaces",
      status: 400,
      body: () => onSpace({ spaces: Array.from({ length: 101 }, () => ({ space_id: place().spaceId })) }),
    },
    {
      name: "a level that there is none of",
      status: 400,
      body: () => onSpace({ role: { type: "PREDEFINED", name: "OWNER" } }),
    },
    { name: "a member that the API manages", status: 400, body: () => replaced({ status: "ACTIVE" }) },
    {
      name: "an older shape's space_id",
      status: 400,
      body: () => ({ key_type: "SERVICE", name: "x", space_id: place().spaceId }),
    },
    { name: "an expiry that is no instant", status: 400, body: () => replaced({ expires_at: "tomorrow" }) },
    { name: "no JSON", status: 400, body: () => "{" },
    { name: "an id of another kind", status: 400, body: () => onSpace({ org_id: strayId("Space") }) },
    {
      name: "an organization that is not there",
      status: 404,
      body: () => onSpace({ org_id: strayId("AccountOrganization") }),
    },
    {
      name: "a space that is not there",
      status: 404,
      body: () => onSpace({ spaces: [{ space_id: strayId("Space") }] }),
    },
    {
      name: "a space twice",
      status: 422,
      body: () => onSpace({ spaces: [{ space_id: place().spaceId }, { space_id: place().spaceId }] }),
    },
    { name: "an expiry that is past", status: 422, body: () => replaced({ expires_at: later(-day) }) },
    { name: "ANNOTATOR on the account", status: 422, body: () => replaced({ account_role: level("ANNOTATOR") }) },
    { name: "ANNOTATOR on an organization", status: 422, body: () => onSpace({ role: level("ANNOTATOR") }) },
    {
      name: "ANNOTATOR on a space",
      status: 422,
      body: () => onSpace({ spaces: [{ space_id: place().spaceId, role: level("ANNOTATOR") }] }),
    },
    {
      name: "a custom role on the account",
      status: 422,
      body: () => replaced({ account_role: { type: "CUSTOM", id: strayId("Role") } }),
    },
    {
      name: "a custom role on an organization",
      status: 422,
      body: () => onSpace({ role: { type: "CUSTOM", id: strayId("Role") } }),
    },
    {
      name: "a custom role that is not there",
      status: 404,
      body: () => onSpace({ spaces: [{ space_id: place().spaceId, role: { type: "CUSTOM", id: strayId("Role") } }] }),
    },
  ])("fails on $name", async ({ status, body }) => {
    expect(await client().call("create_api_key", { body: body() })).toMatchObject({ status });
  });

  it("fails on a space that is in another organization", async () => {
    const elsewhere = await createOrganization(client());
    const body = serviceKey({ organizationId: elsewhere, spaceId: place().spaceId });
    expect(await client().call("create_api_key", { body })).toMatchObject({ status: 422 });
  });
}

function listCases(client: () => Client, place: () => Place): void {
  it("gives pages that join without a gap", async () => {
    const here = await createPlace(client());
    const made: string[] = [];
    while (made.length < 5) made.push((await createServiceKey(client(), here)).id);
    const page = commonWire.pageOf("api_keys", keyWire.apiKey);
    const seen: string[][] = [];
    let cursor: string | undefined;
    do {
      const query = { space_id: here.spaceId, limit: "2", ...(cursor === undefined ? {} : { cursor }) };
      const { api_keys, pagination } = await client().data(page, "list_api_keys", { query });
      seen.push(api_keys.map(({ id }) => id));
      cursor = pagination.next_cursor;
      expect(pagination.has_more).toBe(cursor !== undefined);
    } while (cursor !== undefined);
    expect(seen.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect(seen.flat()).toEqual(made);
  });

  it.each(["0", "101", "some"])("fails on a limit of %s", async (limit) => {
    expect(await client().call("list_api_keys", { query: { limit } })).toMatchObject({ status: 400 });
  });

  it.each([
    { name: "a cursor of nobody's", query: { cursor: "%%%" }, status: 400 },
    { name: "a status that there is none of", query: { status: "DELETED" }, status: 400 },
    { name: "service keys without a space", query: { key_type: "SERVICE" }, status: 400 },
    { name: "a space that is not there", query: { space_id: strayId("Space") }, status: 404 },
    { name: "a space's id of another form", query: { space_id: "main" }, status: 400 },
    { name: "the keys of a person who is not there", query: { user_id: strayId("User") }, status: 404 },
  ])("fails on $name", async ({ query, status }) => {
    expect(await client().call("list_api_keys", { query })).toMatchObject({ status });
  });

  it("shows another person's keys to administrators alone", async () => {
    const { created_by_user_id: user_id } = await createServiceKey(client(), place());
    const member = await holder(client(), place());
    expect(await client().call("list_api_keys", { query: { user_id } })).toMatchObject({ status: 200 });
    expect(await client().call("list_api_keys", { query: { user_id }, key: member })).toMatchObject({ status: 403 });
  });

  it("has no route that reads, changes or deletes one key", async () => {
    const { id } = await createServiceKey(client(), place());
    const headers = { authorization: `Bearer ${client().target.token}` };
    for (const method of ["GET", "PATCH", "DELETE"]) {
      expect(await client().send(method, `/v2/api-keys/${id}`, { headers })).toMatchObject({ status: 404 });
    }
  });
}

function keyCases(client: () => Client, isMock: boolean): void {
  let made: Place | undefined;
  const place = (): Place => {
    if (made === undefined) throw new Error("no place");
    return made;
  };
  beforeAll(async () => {
    made = await createPlace(client());
  });
  describe("a key's creation", () => creationCases(client, place));
  describe("what no key may be", () => refusalCases(client, place));
  describe("a list of keys", () => listCases(client, place));
  describe("a refresh", () => refreshCases(client, place));
  describe("a revocation", () => revocationCases(client, place));
  describe.runIf(isMock)("keys in time", () => timeCases(client, place));
}

export const cases: ContractCases<Client> = { title: "keys", run: keyCases };
