import { describe, expect, it } from "vitest";
import { listExposures } from "./exposures.ts";

const secret = { references: ["access_key.ferry.secret", "access_key.ferry"] };
const id = { references: ["access_key.ferry.id", "access_key.ferry"] };

interface Parts {
  readonly outputs?: object;
  readonly resources?: readonly object[];
  readonly module_calls?: object;
  readonly provider_config?: object;
  readonly changes?: readonly object[];
  readonly output_changes?: object;
}

function list({ provider_config = {}, changes = [], output_changes = {}, ...root_module }: Parts) {
  const document = { output_changes, resource_changes: changes, configuration: { provider_config, root_module } };
  return listExposures(document).map(({ kind, address, isNew = false }) => {
    return `${kind} ${address ?? ""}${isNew ? " new" : ""}`;
  });
}

function change(address: string, after: object, more: object = {}): object {
  return { address, change: { actions: ["create"], after, after_unknown: {}, ...more } };
}

const take = (expression: object, name = "value") => ({ address: "vault_kv.x", expressions: { [name]: expression } });

describe("a secret in the configuration of a plan", () => {
  it.each([
    { name: "an output", given: { outputs: { x: { expression: secret } } }, want: ["secretShown output.x"] },
    {
      name: "an output that changes",
      given: { outputs: { x: { expression: secret } }, output_changes: { x: { actions: ["update"] } } },
      want: ["secretShown output.x new"],
    },
    {
      name: "an output that is sensitive",
      given: { outputs: { x: { sensitive: true, expression: secret } } },
      want: [],
    },
    { name: "the output of an id", given: { outputs: { x: { expression: id } } }, want: [] },
    {
      name: "the output of a whole object, or of a list of ids",
      given: { outputs: { x: { expression: { references: ["access_key.ferry"] } } } },
      want: [],
    },
    { name: "another resource", given: { resources: [take(secret)] }, want: ["secretPassed vault_kv.x"] },
    { name: "a write-only argument", given: { resources: [take(secret, "value_wo")] }, want: [] },
    {
      name: "an argument in clear",
      given: { resources: [take(secret)], changes: [change("vault_kv.x", { value: "s" }, { after_sensitive: {} })] },
      want: ["secretShown vault_kv.x new"],
    },
    {
      name: "an argument that is masked",
      given: {
        resources: [take(secret)],
        changes: [change('vault_kv.x["a"]', { value: "s" }, { after_sensitive: { value: true } })],
      },
      want: ["secretPassed vault_kv.x new"],
    },
    {
      name: "an argument that is masked within",
      given: {
        resources: [take({ nested: [{ token: secret }] })],
        changes: [change("vault_kv.x", { value: [{ token: "s" }] }, { after_sensitive: { value: [{ token: true }] } })],
      },
      want: ["secretPassed vault_kv.x new"],
    },
    {
      name: "one of several keys",
      given: { outputs: { x: { expression: { references: ['access_key.ferry["a"].secret', "access_key.ferry"] } } } },
      want: ["secretShown output.x"],
    },
    {
      name: "a key whose secret is encrypted",
      given: {
        outputs: { x: { expression: secret } },
        changes: [change("access_key.ferry", { secret: null, encrypted_secret: "age" })],
      },
      want: [],
    },
    {
      name: "a key that is made now",
      given: {
        outputs: { x: { expression: secret } },
        changes: [change("access_key.ferry", {}, { after_unknown: { secret: true } })],
      },
      want: ["secretShown output.x"],
    },
    {
      name: "a provisioner",
      given: { resources: [{ address: "null_resource.x", provisioners: [{ expressions: { command: secret } }] }] },
      want: ["secretPassed null_resource.x"],
    },
    {
      name: "another provider block",
      given: { provider_config: { "access.second": { expressions: { token: secret } } } },
      want: ["secretPassed provider.access.second"],
    },
    {
      name: "a token in clear",
      given: {
        provider_config: {
          access: {
            full_name: "registry.terraform.io/latchkey/access",
            expressions: { token: { constant_value: "s" } },
          },
          http: { full_name: "registry.terraform.io/hashicorp/http", expressions: { token: { constant_value: "s" } } },
        },
      },
      want: ["secretShown provider.access"],
    },
    {
      name: "a module, and what is in it",
      given: {
        module_calls: {
          store: {
            expressions: { token: secret },
            module: { resources: [take({ references: ["var.token"] })] },
          },
        },
      },
      want: ["secretPassed module.store.vault_kv.x"],
    },
    {
      name: "an output of a module",
      given: {
        outputs: { x: { expression: { references: ["module.keys.token", "module.keys"] } } },
        module_calls: { keys: { module: { outputs: { token: { sensitive: true, expression: secret } } } } },
      },
      want: ["secretShown output.x"],
    },
    {
      name: "what goes in circles",
      given: {
        outputs: { x: { expression: { references: ["module.a.x"] } } },
        module_calls: {
          a: {
            expressions: { y: { references: ["module.a.x"] } },
            module: { outputs: { x: { expression: { references: ["var.y"] } } } },
          },
        },
      },
      want: [],
    },
  ] satisfies readonly { readonly name: string; readonly given: Parts; readonly want: readonly string[] }[])(
    "through $name",
    ({ given, want }) => {
      expect(list(given)).toEqual(want);
    },
  );

  it("is said without its value", () => {
    const expressions = { token: { constant_value: "canary-secret-4711" } };
    const provider_config = { access: { full_name: "registry.terraform.io/latchkey/access", expressions } };
    const outputs = { x: { expression: { ...secret, constant_value: "canary-secret-4711" } } };
    const found = listExposures({ configuration: { provider_config, root_module: { outputs } } });
    expect(found.length).toBeGreaterThan(0);
    expect(JSON.stringify(found)).not.toContain("canary");
  });

  it.each([
    { name: "nothing", document: {} },
    {
      name: "other forms",
      document: { configuration: { provider_config: [1], root_module: { outputs: [], resources: {} } } },
    },
    { name: "no texts", document: { configuration: { root_module: { resources: [{ address: 1, expressions: 2 }] } } } },
  ])("of a document with $name is none", ({ document }) => {
    expect(listExposures(document)).toEqual([]);
  });

  it("is found in time among 20,000 arguments that refer to a module", () => {
    const references = { references: ["module.keys.token", "module.keys"] };
    const resources = Array.from({ length: 20_000 }, (_, at) => ({
      address: `vault_kv.x${at}`,
      expressions: { value: references },
    }));
    const module_calls = { keys: { module: { outputs: { token: { expression: secret } } } } };
    const started = performance.now();
    expect(list({ resources, module_calls })).toHaveLength(20_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
