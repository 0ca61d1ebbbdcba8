import { describe, expect, it } from "vitest";
import { defineResource } from "#access/schema/definition.ts";
import { text } from "#access/schema/types.ts";
import { isUnknown, unknown } from "#access/schema/unknown.ts";
import { MemoryIdentity, type StoredIdentity } from "../testing/memory-identity.ts";
import type { ResourceIdentity } from "./identity.ts";
import type { AnyRecord } from "./plan.ts";
import { serveResource } from "./provider.ts";
import { encodeRecord } from "./record-codec.ts";
import { openHost } from "./testing/host.ts";
import { lampProvider } from "./testing/lamp-provider.ts";

const typeName = "home_torch";

const torch = defineResource({
  type: "torch",
  summary: "A torch.",
  importId: ["room", "id"],
  attributes: {
    id: text.computed("id").changesWith("battery"),
    room: text.required("room").replaces(),
    battery: text.optional("battery"),
  },
});

interface House {
  readonly house: string;
}

const identity: ResourceIdentity<House> = {
  definition: {
    version: 1,
    upgrades: { 0: ({ place, ...rest }) => ({ ...rest, house: place }) },
    attributes: {
      house: text.optional("house"),
      room: text.optional("room"),
      id: text.required("id"),
    },
  },
  locate: ({ house }) => ({ house }),
  findMismatch: (stored, { house }) =>
    stored["house"] === null || stored["house"] === house
      ? []
      : [{ severity: "error", summary: "Another house", detail: String(stored["house"]) }],
};

interface World {
  readonly stored?: { readonly room: string; readonly battery: string | null } | undefined;
  readonly identity?: ResourceIdentity<House>;
  /** Whether the provider block is known. */
  readonly isKnown?: boolean;
}

async function open(world: World) {
  const { stored, isKnown = true } = world;
  const provider = lampProvider(
    {},
    {
      resources: [
        serveResource(
          torch,
          {
            create: ({ plan: { room, battery } }) => Promise.resolve({ id: "t-1", room, battery }),
            update: ({ plan: { room, battery } }) => Promise.resolve({ id: "t-2", room, battery }),
            read: ({ prior: { id } }) => Promise.resolve(stored === undefined ? undefined : { id, ...stored }),
            remove: () => Promise.resolve(),
          },
          world.identity ?? identity,
        ),
      ],
    },
  );
  const host = openHost(provider).connect();
  await host.configure({ house: isKnown ? "mill" : unknown, key: null });
  const { client } = host;
  return { client, driver: await MemoryIdentity.open(client, typeName) };
}

function encode(record: AnyRecord | null) {
  return encodeRecord(torch.attributes, record);
}

const here = { id: "t-1", room: "attic", battery: null };
const known: StoredIdentity = { house: "mill", room: "attic", id: "t-1" };

describe("a resource's identity", () => {
  it("has a schema with its version, and says what an import needs", async () => {
    const { client } = await open({});
    const { identitySchemas } = await client.getResourceIdentitySchemas({});
    expect(Object.keys(identitySchemas)).toStrictEqual([typeName]);
    expect(identitySchemas[typeName]).toMatchObject({
      version: 1n,
      identityAttributes: [
        { name: "house", optionalForImport: true, requiredForImport: false },
        { name: "room", optionalForImport: true, requiredForImport: false },
        { name: "id", optionalForImport: false, requiredForImport: true },
      ],
    });
  });

  it("is what a read finds, with a stored one and without", async () => {
    const { client, driver } = await open({ stored: { room: "attic", battery: null } });
    for (const stored of [null, known]) {
      const { newIdentity } = await client.readResource({
        typeName,
        currentState: encode(here),
        currentIdentity: driver.encode(stored),
      });
      expect(driver.decode(newIdentity)).toEqual(known);
    }
  });

  it("ends with what it is of", async () => {
    const { client, driver } = await open({});
    const { newIdentity, diagnostics } = await client.readResource({ typeName, currentState: encode(here) });
    expect([driver.decode(newIdentity), diagnostics]).toEqual([null, []]);
  });

  it("stays as it was stored while the provider block is unknown", async () => {
    const { client, driver } = await open({ isKnown: false });
    const currentIdentity = driver.encode(known);
    const read = await client.readResource({ typeName, currentState: encode(here), currentIdentity });
    expect(driver.decode(read.newIdentity)).toEqual(known);
    const planned = await client.planResourceChange({
      typeName,
      priorState: encode(here),
      proposedNewState: encode(here),
      config: encode({ ...here, id: null }),
      priorIdentity: currentIdentity,
    });
    expect(driver.decode(planned.plannedIdentity)).toEqual(known);
  });

  it.each([
    { name: "known", isKnown: true, house: "mill" },
    { name: "unknown", isKnown: false, house: unknown },
  ])("of something new leaves open what the plan does, with a provider block that is $name", async (given) => {
    const { client, driver } = await open({ isKnown: given.isKnown });
    const config = { id: null, room: "attic", battery: null };
    const { plannedIdentity } = await client.planResourceChange({
      typeName,
      priorState: encode(null),
      proposedNewState: encode({ ...config, id: unknown }),
      config: encode(config),
    });
    const planned = driver.takePlan(plannedIdentity, true);
    expect(planned).toEqual({ house: given.house, room: "attic", id: unknown });
  });

  it("is never unknown in the plan of an update, and is what the update makes of it", async () => {
    const { client, driver } = await open({});
    driver.stored = known;
    const config = { id: null, room: "attic", battery: "new" };
    const change = { typeName, priorState: encode(here), config: encode(config) };
    const planned = await client.planResourceChange({
      ...change,
      proposedNewState: encode({ ...config, id: "t-1" }),
      priorIdentity: driver.message,
    });
    expect(driver.takePlan(planned.plannedIdentity, false)).toEqual(known);
    const applied = await client.applyResourceChange({
      ...change,
      plannedState: planned.plannedState,
      plannedIdentity: planned.plannedIdentity,
    });
    driver.takeApply(applied.newIdentity, { planned: known, isThere: true });
    expect(driver.stored).toEqual({ ...known, id: "t-2" });
  });

  it("of another client's object is refused, and nothing is read or planned", async () => {
    const { client, driver } = await open({ stored: { room: "attic", battery: null } });
    const foreign = driver.encode({ ...known, house: "barn" });
    const read = await client.readResource({ typeName, currentState: encode(here), currentIdentity: foreign });
    const plan = { typeName, priorState: encode(here), config: encode(here), priorIdentity: foreign };
    const planned = await client.planResourceChange({ ...plan, proposedNewState: encode(here) });
    const destroyed = await client.planResourceChange({ ...plan, proposedNewState: encode(null) });
    const imported = await client.importResourceState({ typeName, id: "", identity: foreign });
    for (const { diagnostics } of [read, planned, destroyed, imported]) {
      expect(diagnostics).toMatchObject([{ severity: "ERROR", summary: "Another house", detail: "barn" }]);
    }
    expect(driver.decode(read.newIdentity)).toEqual({ ...known, house: "barn" });
    expect(imported.importedResources).toEqual([]);
  });
});

describe("an import by identity", () => {
  it.each([
    { name: "everything", given: known },
    { name: "no more than the parts of the import ID", given: { ...known, house: null } },
  ])("finds the object with $name", async ({ given }) => {
    const { client, driver } = await open({ stored: { room: "attic", battery: null } });
    const answer = await client.importResourceState({ typeName, id: "", identity: driver.encode(given) });
    expect(answer.diagnostics).toEqual([]);
    expect(driver.decode(answer.importedResources[0]?.identity)).toEqual(known);
  });

  it.each([
    { name: "a part is missing", given: { ...known, room: null }, says: "The identity needs `room` and `id`." },
    { name: "the object has another part", given: { ...known, room: "hall" }, says: 'its `room` is "attic", and not' },
  ])("fails if $name", async ({ given, says }) => {
    const { client, driver } = await open({ stored: { room: "attic", battery: null } });
    const answer = await client.importResourceState({ typeName, id: "", identity: driver.encode(given) });
    expect(answer.importedResources).toEqual([]);
    expect(answer.diagnostics).toMatchObject([
      { summary: "Invalid import identity", detail: expect.stringContaining(says) as unknown },
    ]);
  });

  it("fails if there is no such object", async () => {
    const { client, driver } = await open({});
    const answer = await client.importResourceState({ typeName, id: "", identity: driver.encode(known) });
    expect(answer.diagnostics).toMatchObject([{ summary: "Nothing to import" }]);
  });
});

describe("a stored identity", () => {
  const upgrade = async (version: bigint, json: string) => {
    const { client, driver } = await open({});
    const rawIdentity = { json: Buffer.from(json) };
    const answer = await client.upgradeResourceIdentity({ typeName, version, rawIdentity });
    return { identity: driver.decode(answer.upgradedIdentity), diagnostics: answer.diagnostics };
  };

  it.each([
    { name: "of this version", version: 1n, json: '{"house":"mill","room":"attic","id":"t-1"}' },
    { name: "of an earlier version", version: 0n, json: '{"place":"mill","room":"attic","id":"t-1"}' },
  ])("$name is read", async ({ version, json }) => {
    expect(await upgrade(version, json)).toEqual({ identity: known, diagnostics: [] });
  });

  it.each([
    { name: "of a later version", version: 2n, json: "{}", says: "identity of home_torch has schema version 2" },
    { name: "that is no object", version: 1n, json: "[]", says: "the stored identity is not a JSON object" },
    { name: "of no version", version: -1n, json: "{}", says: "no upgrade from version -1" },
  ])("fails for one $name", async ({ version, json, says }) => {
    const { identity: upgraded, diagnostics } = await upgrade(version, json);
    expect(upgraded).toBeNull();
    expect(diagnostics[0]?.detail).toContain(says);
  });
});

describe("what the driver in memory holds an identity to", () => {
  const flawed = (attributes: ResourceIdentity<House>["definition"]["attributes"]) =>
    open({ identity: { ...identity, definition: { version: 0, attributes } } });

  it("fails for an attribute that is no primitive", async () => {
    const deep = { id: { facts: { ...text.required("id").facts, type: { kind: "dynamic" } } } };
    await expect(flawed(deep as never)).rejects.toThrow(/neither a primitive nor a list/);
  });

  it("fails for a missing identity, an unknown one, and one that changes", async () => {
    const { driver } = await open({});
    driver.stored = known;
    const other = driver.encode({ ...known, id: "t-9" });
    const hazy = driver.encode({ ...known, id: unknown });
    expect(isUnknown(driver.decode(hazy as never)?.["id"])).toBe(true);
    const takes = [
      () => driver.takeRead(undefined, true),
      () => driver.takeRead(hazy as never, true),
      () => driver.takeRead(other as never, true),
      () => driver.takePlan(undefined, true),
      () => driver.takePlan(hazy as never, false),
      () => driver.takeApply(hazy as never, { planned: known, isThere: true }),
    ];
    for (const take of takes) expect(take).toThrow(/of home_torch/);
  });
});
