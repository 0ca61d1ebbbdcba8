import { afterEach, expect, it } from "vitest";
import * as keyWire from "#vendors/arize/wire/key.ts";
import { type Client, strayId } from "./client.ts";
import { type Place, createPlace, createServiceKey, holder, listKeys, serviceKey } from "./fixtures.ts";

const day = 86_400_000;

function later(milliseconds: number): string {
  return new Date(Date.now() + milliseconds).toISOString();
}

export function refreshCases(client: () => Client, place: () => Place): void {
  const refresh = (id: string, body?: unknown) =>
    client().call("refresh_api_key", { params: { api_key_id: id }, body });

  it("gives a new id and a new key to the same bot, and ends the old one at once", async () => {
    const old = await createServiceKey(client(), place());
    const fresh = keyWire.refreshedKey.parse((await refresh(old.id)).body);
    expect(fresh.id).not.toBe(old.id);
    expect(fresh).toMatchObject({ name: old.name, key_type: "SERVICE", status: "ACTIVE" });
    expect(await client().call("list_roles", { key: old.key })).toMatchObject({ status: 401 });
    expect(await client().call("list_roles", { key: fresh.key })).toMatchObject({ status: 200 });
    const ids = async (status: string) =>
      (await listKeys(client(), { space_id: place().spaceId, status })).map(({ id }) => id);
    expect(await ids("ACTIVE")).toContain(fresh.id);
    expect(await ids("REVOKED")).toContain(old.id);
    expect(fresh).not.toHaveProperty("bot_user");
  });

  it("lets the old one work for the grace, with an expiry", async () => {
    const old = await createServiceKey(client(), place());
    expect(await refresh(old.id, { grace_period_seconds: 300 })).toMatchObject({ status: 200 });
    const listed = (await listKeys(client(), { space_id: place().spaceId })).find(({ id }) => id === old.id);
    const left = Date.parse(listed?.expires_at ?? "") - Date.now();
    expect(left).toBeGreaterThan(200_000);
    expect(left).toBeLessThanOrEqual(300_000);
    expect(await client().call("list_roles", { key: old.key })).toMatchObject({ status: 200 });
  });

  it("keeps an old expiry as the latest", async () => {
    const body = { ...serviceKey(place()), expires_at: later(day) };
    const { id } = await client().data(keyWire.createdServiceKey, "create_api_key", { body });
    expect(await refresh(id, { expires_at: later(2 * day) })).toMatchObject({ status: 422 });
    expect(await refresh(id, { grace_period_seconds: 60 })).toMatchObject({ status: 422 });
    const fresh = keyWire.refreshedKey.parse((await refresh(id, {})).body);
    expect(Date.parse(fresh.expires_at ?? "")).toBe(Date.parse(body.expires_at));
    expect(await refresh(fresh.id, { expires_at: later(day / 2) })).toMatchObject({ status: 200 });
  });

  it("fails on a grace over a day, on an unknown key, on a revoked one", async () => {
    const { id } = await createServiceKey(client(), place());
    expect(await refresh(id, { grace_period_seconds: 86_401 })).toMatchObject({ status: 400 });
    expect(await refresh(strayId("ApiKey"))).toMatchObject({ status: 404 });
    expect(await refresh("ci")).toMatchObject({ status: 400 });
    await client().call("revoke_api_key", { params: { api_key_id: id } });
    expect(await refresh(id)).toMatchObject({ status: 422 });
  });
}

export function revocationCases(client: () => Client, place: () => Place): void {
  it("acts on the next request, and may be repeated", async () => {
    const { id, key } = await createServiceKey(client(), place());
    const revoke = () => client().call("revoke_api_key", { params: { api_key_id: id } });
    expect(await revoke()).toMatchObject({ status: 204, body: undefined });
    expect(await client().call("list_roles", { key })).toMatchObject({ status: 401 });
    expect(await revoke()).toMatchObject({ status: 204 });
    expect((await listKeys(client(), { space_id: place().spaceId })).map((row) => row.id)).not.toContain(id);
    const gone = { params: { api_key_id: strayId("ApiKey") } };
    expect(await client().call("revoke_api_key", gone)).toMatchObject({ status: 404 });
  });

  it("is for administrators of every bound space, or for who made the key", async () => {
    const { id } = await createServiceKey(client(), place());
    const reader = await holder(client(), place(), { space: "MEMBER" });
    const stranger = await holder(client(), await createPlace(client()), { space: "ADMIN" });
    const admin = await holder(client(), place(), { space: "ADMIN" });
    const revoke = (key: string) => client().call("revoke_api_key", { params: { api_key_id: id }, key });
    expect(await revoke(reader)).toMatchObject({ status: 403 });
    expect(await revoke(stranger)).toMatchObject({ status: 404 });
    expect(await revoke(admin)).toMatchObject({ status: 204 });
  });

  it("lets a maker revoke its own, and only refresh what it made", async () => {
    const maker = await holder(client(), place());
    const other = await holder(client(), place());
    const body = serviceKey(place());
    const { id } = await client().data(keyWire.createdServiceKey, "create_api_key", { body, key: maker });
    const asking = { params: { api_key_id: id } };
    expect(await client().call("refresh_api_key", { ...asking, key: other })).toMatchObject({ status: 403 });
    expect(await client().call("revoke_api_key", { ...asking, key: maker })).toMatchObject({ status: 204 });
  });
}

export function timeCases(client: () => Client, place: () => Place): void {
  afterEach(() => client().target.clock?.reset());

  it("stops working at its expiry, and stays listed", async () => {
    const body = { ...serviceKey(place()), expires_at: later(day) };
    const { id, key } = await client().data(keyWire.createdServiceKey, "create_api_key", { body });
    expect(await client().call("list_roles", { key })).toMatchObject({ status: 200 });
    client().target.clock?.advance(2 * day);
    expect(await client().call("list_roles", { key })).toMatchObject({ status: 401 });
    expect((await listKeys(client(), { space_id: place().spaceId })).map((row) => row.id)).toContain(id);
  });

  it("stops working when the grace is over", async () => {
    const old = await createServiceKey(client(), place());
    const body = { grace_period_seconds: 300 };
    await client().call("refresh_api_key", { params: { api_key_id: old.id }, body });
    client().target.clock?.advance(301_000);
    expect(await client().call("list_roles", { key: old.key })).toMatchObject({ status: 401 });
  });

  it("notes when it was last used", async () => {
    const { id, key } = await createServiceKey(client(), place());
    const used = async () =>
      (await listKeys(client(), { space_id: place().spaceId })).find((row) => row.id === id)?.last_used_at;
    expect(await used()).toBeUndefined();
    await client().call("list_roles", { key });
    expect(await used()).toBeDefined();
  });
}
