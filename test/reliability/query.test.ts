import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findNameAttribute } from "#access/model/nouns/object-name.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import type { ProviderClient } from "#terraform/plugin/protocol/provider-service.ts";
import { MemoryQuery, type WireRecord } from "#terraform/plugin/testing/memory-query.ts";
import { type Mock, startMock } from "#testing/mock.ts";
import { nounDefinition } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { applyExample } from "../support/stack/applied-example.ts";
import { readSeeds, type ServedNoun, servedNouns } from "../support/stack/nouns.ts";
import { openProvider, type ProviderOptions } from "../support/stack/provider.ts";
import { Shape } from "../support/stack/shape.ts";

let mock: Mock;

beforeAll(async () => {
  mock = await startMock({ seed: readSeeds() });
}, 60_000);

afterAll(() => mock.stop());

interface Account {
  readonly options: ProviderOptions;
  readonly client: ProviderClient;
  readonly query: MemoryQuery;
  readonly typeName: string;
}

async function open({ vendor, type }: Pick<ServedNoun, "vendor" | "type">): Promise<Account> {
  const account = mock.vendors[vendor];
  if (account === undefined) throw new Error(`the mock has no ${vendor}`);
  const options = { vendor, endpoint: account.url, token: account.token };
  const { client, errors } = await openProvider(options)();
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  const typeName = `access_${type}`;
  return { options, client, typeName, query: await MemoryQuery.open(client, typeName) };
}

/** What the example makes, with Terraform's names. */
async function make(noun: ServedNoun): Promise<Account & { readonly made: WireRecord }> {
  await mock.reset();
  const account = await open(noun);
  const { json } = await applyExample(account.options, noun);
  return { ...account, made: JSON.parse(json) as WireRecord };
}

function listSecretNames(type: string): readonly string[] {
  const { attributes } = nounDefinition(type);
  return Object.keys(attributes)
    .filter((name) => attributes[name]?.facts.isSecret === true)
    .map(toSnakeCase);
}

function listSecrets({ type, vendor }: ServedNoun, made: WireRecord): readonly string[] {
  const secrets = listSecretNames(type)
    .flatMap((name) => made[name] ?? [])
    .map(String);
  return [...secrets, mock.vendors[vendor]?.token ?? "no token"];
}

function find(items: Awaited<ReturnType<MemoryQuery["list"]>>["items"], made: WireRecord) {
  return items.find(({ identity }) => identity["id"] === undefined || identity["id"] === made["id"]);
}

async function importBy({ client, query, typeName }: Account, identity: WireRecord): Promise<WireRecord> {
  const answer = await client.importResourceState({ typeName, id: "", identity: query.identity.encode(identity) });
  const [imported] = answer.importedResources;
  if (imported?.state === undefined) throw new Error(JSON.stringify(answer.diagnostics));
  return query.decodeObject(imported.state);
}

/** What a plan of the configuration changes of an imported object. */
async function planImport(
  { client, typeName }: Account,
  type: string,
  given: { state: WireRecord; config: WireRecord },
) {
  const shape = new Shape(nounDefinition(type).attributes);
  const config = shape.encode(given.config);
  const validated = await client.validateResourceConfig({
    typeName,
    config,
    clientCapabilities: { writeOnlyAttributesAllowed: true },
  });
  const planned = await client.planResourceChange({
    typeName,
    config,
    priorState: shape.encode(given.state),
    proposedNewState: config,
  });
  const after = shape.decode(planned.plannedState) ?? {};
  const errors = [...validated.diagnostics, ...planned.diagnostics].filter(({ severity }) => severity === "ERROR");
  return {
    errors: errors.map(({ summary, detail }) => `${summary}: ${detail}`),
    changed: Object.keys(after).filter((name) => JSON.stringify(after[name]) !== JSON.stringify(given.state[name])),
    replaced: planned.requiresReplace.length > 0,
  };
}

const listed = servedNouns.filter(({ vendor, type }) => vendorFacts[vendor]?.nouns[type]?.unlisted === undefined);
const unlisted = servedNouns.filter((noun) => !listed.includes(noun));

// A new noun and a new vendor join these by themselves. Not run under a real Terraform 1.14: see docs/protocol.md.
describe.each(listed)("the list of $vendor's $type", (noun) => {
  const { type, vendor } = noun;

  it("has what exists, as an import by its identity reads it, and no secret", async () => {
    const { made, ...account } = await make(noun);
    await mock.forgetRequests();
    const { items, errors } = await account.query.list(null, { includeResource: true });
    expect(errors).toEqual([]);
    const item = find(items, made);
    const imported = await importBy(account, item?.identity ?? {});
    expect(item?.state).toEqual({
      ...imported,
      ...Object.fromEntries(listSecretNames(type).map((name) => [name, null])),
    });
    expect(item?.identity).toMatchObject({ vendor, endpoint: account.options.endpoint });
    const methods = new Set((await mock.requests()).map(({ method }) => method));
    expect([...methods]).toEqual(["GET"]);
    for (const secret of listSecrets(noun, made)) expect(JSON.stringify(items)).not.toContain(secret);
  });

  it("calls it as people do", async () => {
    const { made, ...account } = await make(noun);
    const item = find((await account.query.list(null)).items, made);
    expect(item?.state).toBeNull();
    const attribute = findNameAttribute(nounDefinition(type));
    const name = attribute === undefined ? null : made[toSnakeCase(attribute)];
    const spelled = type.replaceAll("_", " ");
    expect(item?.displayName).toMatch(typeof name === "string" ? name : new RegExp(`^${spelled} [(\\w]`));
  });

  it("gives configurations whose import changes nothing, or says what is missing", async () => {
    const { made, ...account } = await make(noun);
    const { items } = await account.query.list(null, { includeResource: true });
    let looked = 0;
    for (const { identity, state } of items) {
      const { written, errors, warnings } = await account.query.generate(state ?? {});
      expect(errors).toEqual([]);
      for (const secret of listSecrets(noun, made)) expect(JSON.stringify(written)).not.toContain(secret);
      const imported = await importBy(account, identity);
      const planned = await planImport(account, type, { state: imported, config: written ?? {} });
      looked += 1;
      if (warnings.some((one) => one.includes("not complete"))) {
        expect(planned.errors, JSON.stringify(written)).not.toEqual([]);
        continue;
      }
      expect(planned.errors).toEqual([]);
      expect(planned.replaced).toBe(false);
      // What the vendor does not tell, and code must set.
      const untold = Object.entries(nounDefinition(type).attributes)
        .filter(([, { facts }]) => !facts.isReadBack)
        .map(([name]) => toSnakeCase(name));
      if (warnings.length === 0) expect(planned.changed).toEqual([]);
      else expect(untold).toEqual(expect.arrayContaining(planned.changed));
    }
    expect(looked).toBeGreaterThan(0);
  });

  it("is narrowed by each argument, or refuses it with what to do", async () => {
    const { made, ...account } = await make(noun);
    const whole = (await account.query.list(null, { includeResource: true })).items;
    const { attributes } = nounDefinition(type);
    const wanted = new Map<string, unknown>();
    for (const [name, { facts }] of Object.entries(attributes)) {
      if (facts.refersTo === undefined || facts.type.kind !== "text") continue;
      wanted.set(toSnakeCase(name), made[toSnakeCase(name)] ?? "none-such");
    }
    const nameAttribute = findNameAttribute(nounDefinition(type));
    if (nameAttribute !== undefined) {
      const name = String(made[toSnakeCase(nameAttribute)] ?? "");
      wanted.set(`${toSnakeCase(nameAttribute)}_prefix`, name.slice(0, 4));
    }
    const rest = account.query.argumentNames.filter((name) => !wanted.has(name));
    expect(["include_expired", "unused_for"]).toEqual(expect.arrayContaining([...rest]));
    for (const [name, value] of wanted) {
      const errors = await account.query.validate({ [name]: value });
      const narrowed = await account.query.list({ [name]: value }, { includeResource: true });
      if (errors.length > 0) {
        expect(narrowed.errors).toEqual(errors);
        expect(errors[0]).toContain(`\`${name}\``);
        continue;
      }
      const of = name.endsWith("_prefix") ? name.slice(0, -"_prefix".length) : name;
      const fits = (item: (typeof whole)[number]) =>
        of === name ? item.state?.[of] === value : String(item.state?.[of] ?? "").startsWith(String(value));
      expect(narrowed.items).toEqual(whole.filter(fits));
    }
  });

  it("is never silent about what the token may not read", async () => {
    const { query } = await make(noun);
    await mock.forgetRequests();
    const { items, warnings } = await query.list(null);
    const paths = new Set((await mock.requests()).map(({ path }) => path));
    expect(paths.size).toBeGreaterThan(0);
    let blind = 0;
    for (const path of paths) {
      await mock.faults.add({ route: `GET ${path}`, status: 403 });
      const { query: again } = await open(noun);
      const seen = await again.list(null);
      const isLess = JSON.stringify(seen.items) !== JSON.stringify(items);
      const isTold = seen.errors.length > 0 || seen.warnings.length > warnings.length;
      expect(isTold || !isLess, `${path}: ${seen.items.length} of ${items.length}`).toBe(true);
      if (isTold) blind += 1;
      await mock.faults.clear();
    }
    expect(blind).toBeGreaterThan(0);
  });

  it("ends at its limit", async () => {
    const { query } = await make(noun);
    const { items } = await query.list(null);
    const { items: first } = await query.list(null, { limit: 1 });
    expect(first).toEqual(items.slice(0, 1));
  });
});

describe.each(unlisted)("the list of $vendor's $type", ({ vendor, type }) => {
  it("fails with the reason", async () => {
    const { query } = await open({ vendor, type });
    const reason = vendorFacts[vendor]?.nouns[type]?.unlisted ?? "no reason";
    for (const errors of [await query.validate(null), (await query.list(null)).errors])
      expect(errors).toEqual([expect.stringContaining(reason)]);
  });
});

describe("a list of a noun that the vendor does not have", () => {
  const absent = Object.values(vendorFacts).flatMap(({ name: vendor, nouns }) =>
    [...new Set(listed.map(({ type }) => type))]
      .filter((type) => nouns[type] === undefined)
      .map((type) => ({ vendor, type })),
  );

  it.each(absent)("fails: $vendor's $type", async ({ vendor, type }) => {
    const { query } = await open({ vendor, type });
    await mock.forgetRequests();
    expect(await query.validate(null)).toEqual([expect.stringContaining(`does not support access_${type}`)]);
    expect((await query.list(null)).errors).toEqual([expect.stringContaining(`does not support access_${type}`)]);
    expect(await mock.requests()).toEqual([]);
  });
});
