import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountAttributes } from "#access/model/nouns/identity.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import type { Diagnostic } from "#terraform/plugin/protocol/gen/tfplugin6.ts";
import type { ProviderClient } from "#terraform/plugin/protocol/provider-service.ts";
import type { StoredIdentity } from "#terraform/plugin/testing/memory-identity.ts";
import { MemoryTerraform } from "#terraform/plugin/testing/memory-terraform.ts";
import { type Mock, startMock } from "#testing/mock.ts";
import { nounDefinition } from "#vendors/definitions.ts";
import { applyExample } from "../support/stack/applied-example.ts";
import { readSeeds, type ServedNoun, servedNouns } from "../support/stack/nouns.ts";
import { openProvider, type ProviderOptions } from "../support/stack/provider.ts";

let mock: Mock;

beforeAll(async () => {
  mock = await startMock({ seed: readSeeds() });
}, 60_000);

afterAll(() => mock.stop());

async function configure(options: ProviderOptions): Promise<ProviderClient> {
  const { client, errors } = await openProvider(options)();
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return client;
}

function summarize(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`);
}

interface Adopted {
  readonly options: ProviderOptions;
  readonly terraform: MemoryTerraform;
  readonly typeName: string;
  readonly state: { readonly [name: string]: unknown };
}

/** A state of before there were identities, as the present provider adopts it. */
async function adopt(noun: ServedNoun, settings: object = {}): Promise<Adopted> {
  const { vendor, type } = noun;
  const account = mock.vendors[vendor];
  if (account === undefined) throw new Error(`the mock has no ${vendor}`);
  await mock.reset();
  // Another spelling of the same address.
  const endpoint = `${account.url.replace(/^http:/, "HTTP:")}//`;
  const options = { vendor, endpoint, token: account.token, settings: { ...settings } };
  const { json } = await applyExample(options, noun);
  const definition = nounDefinition(type);
  const typeName = `access_${type}`;
  const { attributes, version } = definition;
  const terraform = await MemoryTerraform.open({ typeName, attributes, configure: () => configure(options) });
  await terraform.adopt(json, version);
  return { options, terraform, typeName, state: JSON.parse(json) as Adopted["state"] };
}

function listSecrets({ state }: Adopted, { vendor, type }: ServedNoun): readonly string[] {
  const { attributes } = nounDefinition(type);
  const secrets = Object.keys(attributes)
    .filter((name) => attributes[name]?.facts.isSecret === true)
    .flatMap((name) => state[toSnakeCase(name)] ?? []);
  return [...secrets.map(String), mock.vendors[vendor]?.token ?? "no token"];
}

async function importBy({ options, terraform, typeName }: Adopted, identity: StoredIdentity) {
  const client = await configure(options);
  const answer = await client.importResourceState({ typeName, id: "", identity: terraform.identity.encode(identity) });
  return {
    identity: terraform.identity.decode(answer.importedResources[0]?.identity),
    errors: summarize(answer.diagnostics.filter(({ severity }) => severity === "ERROR")),
  };
}

// A new noun and a new vendor join these by themselves. Not run under a real Terraform 1.12: see docs/protocol.md.
describe.each(servedNouns)("the identity of $vendor's $type", (noun) => {
  it("comes to a state without one by a refresh: the account, and what the state has", async () => {
    const adopted = await adopt(noun);
    const { terraform, state } = adopted;
    expect(terraform.identity.stored).toBeNull();
    await terraform.refresh();
    const identity = terraform.identity.stored ?? {};
    expect(identity).toMatchObject({ vendor: noun.vendor, endpoint: mock.vendors[noun.vendor]?.url });
    for (const [name, value] of Object.entries(identity)) {
      if (!Object.hasOwn(accountAttributes, name)) expect(value ?? null, name).toEqual(state[name] ?? null);
    }
    for (const secret of listSecrets(adopted, noun)) expect(JSON.stringify(identity)).not.toContain(secret);
  });

  it("is read as it was stored, at its version, before anything else", async () => {
    const adopted = await adopt(noun);
    const { terraform, typeName, options } = adopted;
    await terraform.refresh();
    expect(terraform.identity.version).toBe(0n);
    const stored = terraform.identity.stored ?? {};
    const client = await configure(options);
    const upgrade = (version: bigint, identity: object) =>
      client.upgradeResourceIdentity({
        typeName,
        version,
        rawIdentity: { json: Buffer.from(JSON.stringify(identity)) },
      });
    const same = await upgrade(0n, stored);
    expect([terraform.identity.decode(same.upgradedIdentity), same.diagnostics]).toEqual([stored, []]);
    // What a part that came later lacks, and what a part that went left behind.
    const earlier = { ...stored, endpoint: undefined, shelf: "removed" };
    const other = await upgrade(0n, earlier);
    expect(terraform.identity.decode(other.upgradedIdentity)).toEqual({ ...stored, endpoint: null });
    const newer = await upgrade(1n, stored);
    expect(newer.diagnostics).toMatchObject([{ severity: "ERROR", detail: expect.stringContaining("version 1") }]);
  });

  it("imports the same object, with its account and without", async () => {
    const adopted = await adopt(noun);
    await adopted.terraform.refresh();
    const identity = adopted.terraform.identity.stored ?? {};
    for (const given of [identity, { ...identity, vendor: null, endpoint: null }]) {
      const found = await importBy(adopted, given);
      expect(found.errors).toEqual([]);
      // What only the configuration says, an import cannot know.
      for (const [name, value] of Object.entries(found.identity ?? {})) {
        if (value !== null) expect(value, name).toEqual(identity[name]);
      }
      expect(found.identity).not.toBeNull();
    }
  });

  it("of another account is refused before a request, unless it is an earlier address of this one", async () => {
    const adopted = await adopt(noun);
    const { terraform, typeName, options } = adopted;
    await terraform.refresh();
    const identity = terraform.identity.stored ?? {};
    const former = "https://old.example.com/api";
    await mock.forgetRequests();
    for (const foreign of [{ endpoint: former }, { vendor: "another" }]) {
      const { errors } = await importBy(adopted, { ...identity, ...foreign });
      expect(errors).toEqual([expect.stringMatching(/^The state belongs to another account/)]);
    }
    expect(await mock.requests()).toEqual([]);
    const client = await configure({
      ...options,
      settings: { former_endpoints: ["https://OLD.example.com:443/api/"] },
    });
    const stored = terraform.identity.encode({ ...identity, endpoint: former });
    const { importedResources, diagnostics } = await client.importResourceState({ typeName, id: "", identity: stored });
    expect(summarize(diagnostics.filter(({ severity }) => severity === "ERROR"))).toEqual([]);
    expect(terraform.identity.decode(importedResources[0]?.identity)).toMatchObject({ endpoint: identity["endpoint"] });
  });
});
