import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Decrypter, generateIdentity, identityToRecipient } from "age-encryption";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { declareActions } from "#access/model/nouns/actions.ts";
import { accountAttributes } from "#access/model/nouns/identity.ts";
import { findRotationObstacle } from "#access/model/vendors/rotation-obstacle.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { unknown } from "#access/schema/unknown.ts";
import type { ProviderClient } from "#terraform/plugin/protocol/provider-service.ts";
import { MemoryAction } from "#terraform/plugin/testing/memory-action.ts";
import { MemoryQuery, type WireRecord } from "#terraform/plugin/testing/memory-query.ts";
import { type Mock, startMock } from "#testing/mock.ts";
import { nounDefinition, nounDefinitions } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { applyExample } from "../support/stack/applied-example.ts";
import { readSeeds, type ServedNoun, servedNouns } from "../support/stack/nouns.ts";
import { openProvider, type ProviderOptions } from "../support/stack/provider.ts";
import { Shape } from "../support/stack/shape.ts";

let mock: Mock;
let folder = "";
let identity = "";
let recipient = "";

beforeAll(async () => {
  mock = await startMock({ seed: readSeeds() });
  identity = await generateIdentity();
  recipient = await identityToRecipient(identity);
}, 60_000);

afterAll(() => mock.stop());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-actions-"));
});

afterEach(() => rm(folder, { recursive: true }));

interface Account {
  readonly options: ProviderOptions;
  readonly client: ProviderClient;
  readonly revoke: MemoryAction;
  readonly rotate: MemoryAction;
}

async function connect(vendor: string, type: string): Promise<Account> {
  const account = mock.vendors[vendor];
  if (account === undefined) throw new Error(`the mock has no ${vendor}`);
  const options = { vendor, endpoint: account.url, token: account.token };
  const { client } = await openProvider(options)();
  return {
    options,
    client,
    revoke: await MemoryAction.open(client, `access_${type}_revoke`),
    rotate: await MemoryAction.open(client, `access_${type}_rotate`),
  };
}

interface Made extends Account {
  readonly made: WireRecord;
  /** The parts of its import ID. */
  readonly parts: WireRecord;
  readonly secret: string;
}

/** What the noun's example makes, in a state that is then forgotten. */
async function make(noun: ServedNoun): Promise<Made> {
  await mock.reset();
  const account = await connect(noun.vendor, noun.type);
  const { json } = await applyExample(account.options, noun);
  const made = JSON.parse(json) as WireRecord;
  const { seals } = nounDefinition(noun.type);
  const query = await MemoryQuery.open(account.client, `access_${noun.type}`);
  const item = (await query.list(null)).items.find(({ identity: parts }) => parts["id"] === made["id"]);
  const parts = Object.fromEntries(
    Object.entries(item?.identity ?? {}).filter(([name]) => !Object.hasOwn(accountAttributes, name)),
  );
  await mock.forgetRequests();
  return { ...account, made, parts, secret: String(made[seals?.secret ?? ""]) };
}

async function listObjects({ vendor, type }: ServedNoun): Promise<readonly WireRecord[]> {
  const { client } = await connect(vendor, type);
  const query = await MemoryQuery.open(client, `access_${type}`);
  const { items } = await query.list(null, { includeResource: true, limit: 1_000 });
  return items.map(({ state }) => state ?? {});
}

async function listIds(noun: ServedNoun): Promise<readonly unknown[]> {
  return (await listObjects(noun)).map(({ id }) => id);
}

/** The requests that change something. */
async function listWrites(): Promise<readonly string[]> {
  const requests = await mock.requests();
  return requests.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
}

/** The requests that change something, as faults name them: ids are any. */
async function learnWrites(noun: ServedNoun, deed: (made: Made) => Promise<unknown>): Promise<readonly string[]> {
  const made = await make(noun);
  await deed(made);
  const writes = (await listWrites()).map((route) => {
    const segments = route
      .split("/")
      .map((one) => (/^\d+$/.test(one) || (one.length > 7 && /\d/.test(one)) ? "*" : one));
    return segments.join("/");
  });
  if (writes.length === 0) throw new Error(`nothing was written for ${noun.vendor}'s ${noun.type}`);
  return [...new Set(writes)];
}

const withSecret = servedNouns.filter(({ type }) => nounDefinition(type).seals !== undefined);
const isRotatable = ({ vendor, type }: ServedNoun): boolean => {
  const facts = vendorFacts[vendor];
  return facts !== undefined && findRotationObstacle(nounDefinition(type), facts) === undefined;
};
const rotatable = withSecret.filter(isRotatable);
const refused = withSecret.filter((noun) => !isRotatable(noun));

// A noun with a secret, and a vendor that has it, join these by themselves. Not run under a real Terraform 1.14.
describe("the nouns with a secret", () => {
  it("have both actions, and no other noun has one", () => {
    const vendors = Object.values(vendorFacts);
    for (const noun of nounDefinitions) {
      const actions = Object.values(declareActions(noun, vendors)).map(({ definition }) => definition.type);
      expect(actions).toEqual(noun.seals === undefined ? [] : [`${noun.type}_revoke`, `${noun.type}_rotate`]);
    }
    expect(rotatable.length).toBeGreaterThan(0);
    expect(refused.length).toBeGreaterThan(0);
  });
});

describe.each(withSecret)("revoking $vendor's $type", (noun) => {
  it("ends it, sees that it is gone, and tells no secret", async () => {
    const { revoke, parts, secret, made } = await make(noun);
    expect(await revoke.validate(parts)).toEqual([]);
    expect(await revoke.plan(parts)).toEqual({ errors: [], warnings: [] });
    expect(await mock.requests()).toEqual([]);
    const told = await revoke.invoke(parts);
    expect(told.errors).toEqual([]);
    expect(told.progress).toEqual([expect.stringMatching(/^Revoking /), expect.stringMatching(/no longer has it\.$/)]);
    expect(await listIds(noun)).not.toContain(made["id"]);
    for (const text of [secret, mock.vendors[noun.vendor]?.token ?? ""]) {
      expect(text.length).toBeGreaterThan(8);
      expect(JSON.stringify(told)).not.toContain(text);
    }
  });

  it("fails for one that does not exist, and does nothing", async () => {
    const { revoke, parts, made } = await make(noun);
    expect((await revoke.invoke(parts)).errors).toEqual([]);
    await mock.forgetRequests();
    const { errors } = await revoke.invoke(parts);
    expect(errors).toEqual([expect.stringContaining("Nothing was done.")]);
    expect(errors[0]).toContain(String(made["id"]));
    expect(await listWrites()).toEqual([]);
  });

  it("fails for one that is known by its id and is not what is said of it, and does nothing", async () => {
    const { revoke, parts, made } = await make(noun);
    const others = Object.keys(parts).filter((name) => name !== "id" && parts[name] !== null);
    for (const name of others) {
      const { errors } = await revoke.invoke({ ...parts, [name]: `${String(parts[name])}x` });
      expect(errors, name).toHaveLength(1);
    }
    expect(await listWrites()).toEqual([]);
    expect(await listIds(noun)).toContain(made["id"]);
  });

  it("fails if nothing says which one", async () => {
    const { revoke } = await make(noun);
    expect(await revoke.validate({})).toEqual([expect.stringContaining("nothing says which one is meant")]);
    expect(await revoke.validate({ id: unknown })).toEqual([]);
  });

  it("fails for one that the same configuration manages, before a request", async () => {
    const { revoke, parts, made, client } = await make(noun);
    const shape = new Shape(nounDefinition(noun.type).attributes);
    const query = await MemoryQuery.open(client, `access_${noun.type}`);
    const { written } = await query.generate(made);
    const config = shape.encode({ ...written, ...(made["access"] === undefined ? {} : { access: made["access"] }) });
    await client.planResourceChange({
      typeName: `access_${noun.type}`,
      config,
      priorState: shape.encode(made),
      proposedNewState: config,
    });
    await mock.forgetRequests();
    const says = expect.stringContaining("This configuration manages");
    expect((await revoke.plan(parts)).errors).toEqual([says]);
    expect((await revoke.invoke(parts)).errors).toEqual([says]);
    expect(await listWrites()).toEqual([]);
  });

  it("looks whether it is gone if the answer was lost", async () => {
    const [route = ""] = await learnWrites(noun, ({ revoke, parts }) => revoke.invoke(parts));
    const { revoke, parts, made } = await make(noun);
    await mock.faults.add({ route, drop: "after", count: 1 });
    const told = await revoke.invoke(parts);
    expect(told.errors).toEqual([]);
    expect(told.progress.at(-1)).toMatch(/no longer has it\.$/);
    expect((await mock.requests()).filter(({ fault }) => fault !== null)).toHaveLength(1);
    expect(await listIds(noun)).not.toContain(made["id"]);
  });

  it("fails if the vendor refuses it, and it is still there", async () => {
    const [route = ""] = await learnWrites(noun, ({ revoke, parts }) => revoke.invoke(parts));
    const { revoke, parts, made } = await make(noun);
    await mock.faults.add({ route, status: 403 });
    const told = await revoke.invoke(parts);
    await mock.faults.clear();
    expect(told.errors).toHaveLength(1);
    expect(told.progress).toHaveLength(1);
    expect(await listIds(noun)).toContain(made["id"]);
  });
});

describe.each(rotatable)("rotating $vendor's $type", (noun) => {
  const argumentsFor = (parts: WireRecord, more: WireRecord = {}): WireRecord => ({
    ...parts,
    encrypt_to: [recipient],
    write_to: join(folder, "key.age"),
    ...more,
  });

  async function decrypt(): Promise<string> {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const { armor } = await import("age-encryption");
    return decrypter.decrypt(armor.decode(await readFile(join(folder, "key.age"), "utf8")), "text");
  }

  it("writes the new secret encrypted, then ends the old one, and tells no secret", async () => {
    const { rotate, parts, made, secret } = await make(noun);
    const before = await listIds(noun);
    const given = argumentsFor(parts);
    expect(await rotate.validate(given)).toEqual([]);
    expect(await rotate.plan(given)).toEqual({ errors: [], warnings: [] });
    expect(await listWrites()).toEqual([]);
    const told = await rotate.invoke(given);
    expect(told.errors).toEqual([]);
    const fresh = await decrypt();
    expect(fresh).not.toBe(secret);
    expect(JSON.stringify(await mock.snapshot())).toContain(fresh);
    expect((await stat(join(folder, "key.age"))).mode & 0o777).toBe(0o600);
    const after = await listObjects(noun);
    expect(after).toHaveLength(before.length);
    expect(after.map(({ id }) => id)).not.toContain(made["id"]);
    const successor = after.find(({ id }) => !before.includes(id));
    for (const name of ["name", "description", "expires_at", "service_account_id"])
      expect(successor?.[name] ?? null, name).toEqual(made[name] ?? null);
    for (const text of [secret, fresh]) expect(JSON.stringify(told)).not.toContain(text);
    expect(told.progress.map((one) => one.split(" ")[0])).toEqual(["Making", "The", "Revoking", "Revoked"]);
  });

  it("leaves the old one for the overlap, and says who ends it", async () => {
    const { rotate, parts, made } = await make(noun);
    const told = await rotate.invoke(argumentsFor(parts, { overlap: "2h" }));
    expect(told.errors).toEqual([]);
    const old = (await listObjects(noun)).find(({ id }) => id === made["id"]);
    expect(old).toBeDefined();
    expect(told.progress.at(-1)).toMatch(/ works until /);
    const isEnded = (old?.["expires_at"] ?? null) !== null;
    expect(told.warnings.some((one) => one.startsWith("The old secret has to be revoked"))).toBe(!isEnded);
  });

  it("fails before a request that changes something if the file cannot be written", async () => {
    const { rotate, parts } = await make(noun);
    await writeFile(join(folder, "there.age"), "older");
    for (const write_to of [join(folder, "there.age"), join(folder, "none", "key.age"), folder]) {
      const { errors } = await rotate.invoke(argumentsFor(parts, { write_to }));
      expect(errors).toEqual([expect.stringContaining("Nothing was done.")]);
    }
    expect(await listWrites()).toEqual([]);
    expect(await readFile(join(folder, "there.age"), "utf8")).toBe("older");
  });

  it.each([
    { name: "a recipient that is none", encrypt_to: ["AGE-SECRET-KEY-CANARY"] },
    { name: "no recipient", encrypt_to: [] },
  ])("fails for $name, at plan and before a request", async ({ encrypt_to }) => {
    const { rotate, parts } = await make(noun);
    const given = argumentsFor(parts, { encrypt_to });
    const { errors } = await rotate.plan(given);
    expect(errors.length).toBeGreaterThan(0);
    const told = await rotate.invoke(given);
    expect(told.errors.length).toBeGreaterThan(0);
    expect(JSON.stringify([errors, told])).not.toContain("CANARY");
    expect(await listWrites()).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  it("fails if the vendor refuses, leaves no file, and the old one works", async () => {
    const [route = ""] = await learnWrites(noun, ({ rotate, parts }) => rotate.invoke(argumentsFor(parts)));
    await rm(join(folder, "key.age"));
    const { rotate, parts, made } = await make(noun);
    await mock.faults.add({ route, status: 403 });
    const told = await rotate.invoke(argumentsFor(parts));
    await mock.faults.clear();
    expect(told.errors).toHaveLength(1);
    expect(await readdir(folder)).toEqual([]);
    expect(await listIds(noun)).toContain(made["id"]);
  });

  it("delivers the new secret also if a later step fails", async () => {
    const routes = await learnWrites(noun, ({ rotate, parts }) => rotate.invoke(argumentsFor(parts)));
    expect(routes.length).toBeGreaterThan(1);
    for (const route of routes.slice(1)) {
      await rm(join(folder, "key.age"), { force: true });
      const { rotate, parts } = await make(noun);
      await mock.faults.add({ route, status: 403 });
      const told = await rotate.invoke(argumentsFor(parts));
      await mock.faults.clear();
      expect(told.errors, route).toHaveLength(1);
      expect(JSON.stringify(await mock.snapshot())).toContain(await decrypt());
    }
  });
});

describe.each(refused)("rotating $vendor's $type", (noun) => {
  it("fails with what to do instead, before a request", async () => {
    const { rotate, parts } = await make(noun);
    const given = { ...parts, encrypt_to: [recipient], write_to: join(folder, "key.age") };
    const facts = vendorFacts[noun.vendor];
    const obstacle = facts === undefined ? "" : (findRotationObstacle(nounDefinition(noun.type), facts) ?? "");
    const says = [expect.stringContaining(obstacle)];
    expect(await rotate.validate(given)).toEqual(says);
    expect((await rotate.plan(given)).errors).toEqual(says);
    expect((await rotate.invoke(given)).errors).toEqual(says);
    expect(await mock.requests()).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("the arguments of an action", () => {
  it.each(withSecret)("fail where the vendor has nothing for them: $vendor's $type", async ({ vendor, type }) => {
    const { revoke } = await connect(vendor, type);
    const noun = nounDefinition(type);
    const facts = vendorFacts[vendor];
    await mock.forgetRequests();
    let refusedCount = 0;
    for (const { finders } of Object.values(declareActions(noun, Object.values(vendorFacts)))) {
      for (const name of finders) {
        const owner = noun.owners?.[name] ?? facts?.title;
        const unsupported = facts?.nouns[type]?.attributes[name]?.unsupported;
        if (owner === facts?.title && unsupported === undefined) continue;
        refusedCount += 1;
        const given = { [toSnakeCase(name)]: "some" };
        const says = [expect.stringContaining(`has no \`${toSnakeCase(name)}\``)];
        expect(await revoke.validate(given)).toEqual(says);
        expect((await revoke.invoke(given)).errors).toEqual(says);
      }
    }
    expect(refusedCount).toBeGreaterThan(0);
    expect(await mock.requests()).toEqual([]);
  });

  it.each(withSecret)("say which one by the parts of an import ID: $vendor's $type", async ({ vendor, type }) => {
    const { revoke, rotate } = await connect(vendor, type);
    const { importId, seals, rotation } = nounDefinition(type);
    const parts = importId.map(toSnakeCase);
    expect(revoke.argumentNames).toEqual(expect.arrayContaining([...parts, "own"]));
    expect(rotate.argumentNames).toEqual(
      expect.arrayContaining([...parts, toSnakeCase(seals?.recipients ?? ""), toSnakeCase(rotation?.overlap ?? "")]),
    );
  });
});
