import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MemoryAction, type Invoked } from "#terraform/plugin/testing/memory-action.ts";
import type { WireRecord } from "#terraform/plugin/testing/memory-query.ts";
import { type Mock, startMock } from "#testing/mock.ts";
import { openProvider } from "../support/stack/provider.ts";
import { Stack } from "../support/stack/stack.ts";

let mock: Mock;

beforeAll(async () => {
  mock = await startMock();
}, 60_000);

afterAll(() => mock.stop());

const account = () => {
  const found = mock.vendors["signoz"];
  if (found === undefined) throw new Error("the mock has no such vendor");
  return { vendor: "signoz", endpoint: found.url, token: found.token };
};

const configuration = `
data "access_role" "admin" {
  name = "signoz-admin"
}

resource "access_service_account" "rook" {
  name     = "rook"
  role_ids = [data.access_role.admin.id]
}

resource "access_service_account" "crake" {
  name = "crake"
}

resource "access_key" "rook" {
  service_account_id = access_service_account.rook.id
  name               = "nightly"
}

resource "access_key" "crake" {
  service_account_id = access_service_account.crake.id
  name               = "nightly"
}

resource "access_key" "only" {
  service_account_id = access_service_account.crake.id
  name               = "weekly"
}
`;

let stack: Stack;
let keys: { readonly rook: WireRecord; readonly crake: WireRecord; readonly only: WireRecord };

beforeEach(async () => {
  await mock.reset();
  stack = new Stack(account());
  const { errors } = await stack.apply(configuration);
  expect(errors).toEqual([]);
  keys = {
    rook: stack.values("access_key.rook"),
    crake: stack.values("access_key.crake"),
    only: stack.values("access_key.only"),
  };
  await mock.forgetRequests();
});

async function revoke(given: WireRecord, token = account().token): Promise<Invoked> {
  const { client } = await openProvider({ ...account(), token })();
  return (await MemoryAction.open(client, "access_key_revoke")).invoke(given);
}

async function countWrites(): Promise<number> {
  return (await mock.requests()).filter(({ method }) => method !== "GET").length;
}

describe("the key that an action is for", () => {
  it.each([
    { name: "its name alone", given: () => ({ name: "weekly" }) },
    { name: "its id alone", given: () => ({ id: keys.only["id"] }) },
    {
      name: "its account and name",
      given: () => ({ service_account_id: keys.only["service_account_id"], name: "weekly" }),
    },
    {
      name: "all of it",
      given: () => ({ service_account_id: keys.only["service_account_id"], id: keys.only["id"], name: "weekly" }),
    },
  ])("is found by $name", async ({ given }) => {
    const { errors, progress } = await revoke(given());
    expect(errors).toEqual([]);
    expect(progress.at(-1)).toContain(`key "weekly" (${String(keys.only["id"])})`);
  });

  it("fails for a name that several have, names each, and does nothing", async () => {
    const { errors } = await revoke({ name: "nightly" });
    expect(errors).toEqual([expect.stringContaining("Several fit")]);
    for (const { id } of [keys.rook, keys.crake]) expect(errors[0]).toContain(String(id));
    expect(await countWrites()).toBe(0);
  });

  it("fails for an id with another account, or with another name, and does nothing", async () => {
    const others = [
      { service_account_id: keys.rook["service_account_id"], id: keys.crake["id"] },
      { service_account_id: keys.crake["service_account_id"], id: keys.crake["id"], name: "weekly" },
      { id: keys.crake["id"], name: "weekly" },
      { service_account_id: "no-such-account", name: "nightly" },
    ];
    for (const given of others) expect((await revoke(given)).errors, JSON.stringify(given)).toHaveLength(1);
    expect(await countWrites()).toBe(0);
  });

  it("fails for a name while not everything could be seen, and takes an id", async () => {
    const path = `GET /signoz/api/v1/service_accounts/${String(keys.rook["service_account_id"])}/keys`;
    await mock.faults.add({ route: path, status: 403 });
    const { errors } = await revoke({ name: "weekly" });
    expect(errors).toEqual([expect.stringContaining("is not known")]);
    expect(await countWrites()).toBe(0);
    expect((await revoke({ id: keys.only["id"] })).errors).toEqual([]);
  });
});

describe("a key of the account that asks", () => {
  it("fails, since it may be the token, and does nothing", async () => {
    const token = String(keys.rook["secret"]);
    const { errors } = await revoke({ id: keys.rook["id"] }, token);
    expect(errors).toEqual([expect.stringContaining("this token may be this key")]);
    expect(await countWrites()).toBe(0);
  });

  it("is revoked if that is meant, and then nothing more can be looked at", async () => {
    const token = String(keys.rook["secret"]);
    const { errors } = await revoke({ id: keys.rook["id"], own: true }, token);
    expect(errors).toEqual([expect.stringContaining("could not be looked at")]);
    expect((await revoke({ id: keys.rook["id"] })).errors).toEqual([expect.stringContaining("There is no key")]);
  });
});
