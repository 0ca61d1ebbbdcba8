import { dataSourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import { providerSettings } from "#access/model/provider/settings.ts";
import type { Attributes } from "#access/schema/attribute.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { dropIndexes, isOurProvider, nounOf } from "../addresses.ts";
import { getPart, getText, isObject, listEntries, listParts } from "../json-parts.ts";
import type { Remark } from "../remarks.ts";
import type { JsonObject } from "../source.ts";
import { masksAnything } from "../stored-form.ts";
import { listHeads } from "./follow.ts";
import { indexModules, listModulesOf, listReferences, type ModuleIndex } from "./modules.ts";
import { isQuiet } from "./quiet.ts";
import { parseTraversal } from "./traversal.ts";

/** An attribute that holds a secret, of an object as the configuration has it. */
interface SecretPlace {
  readonly address: string;
  readonly attribute: string;
}

function listSecrets(attributes: Attributes): readonly string[] {
  return Object.entries(attributes).flatMap(([name, { facts }]) => (facts.isSecret ? [toSnakeCase(name)] : []));
}

function indexSecrets(all: readonly { readonly type: string; readonly attributes: Attributes }[]) {
  return new Map(all.map(({ type, attributes }) => [type, listSecrets(attributes)]));
}

const secretsOf = { resource: indexSecrets(nounDefinitions), dataSource: indexSecrets(dataSourceDefinitions) };

// Of one expression. A hostile document refers in circles, or to more and more.
const mostSteps = 300;

type Path = readonly string[];

function writeAddress(path: Path, ...parts: readonly string[]): string {
  return [...path.flatMap((name) => ["module", name]), ...parts].join(".");
}

/** Finds the secrets that an expression is made of, through variables and outputs of modules. */
class SecretFinder {
  readonly #modules: ModuleIndex;
  readonly #seen = new Set<string>();

  constructor(modules: ModuleIndex) {
    this.#modules = modules;
  }

  #findModule(path: Path): unknown {
    const parts = path.flatMap((name) => [
      { name: "module", key: null },
      { name, key: null },
    ]);
    return this.#modules.findCall(parts);
  }

  find(expression: unknown, path: Path): readonly SecretPlace[] {
    return listHeads(listReferences(expression)).flatMap((head) => this.#follow(head, path));
  }

  #follow(reference: string, path: Path): readonly SecretPlace[] {
    const key = JSON.stringify([reference, path]);
    if (this.#seen.has(key) || this.#seen.size === mostSteps) return [];
    this.#seen.add(key);
    const steps = (parseTraversal(reference) ?? []).filter(({ isIndex }) => !isIndex).map(({ name }) => name);
    const [root = "", second = "", third] = steps;
    if (root === "var") {
      const call = this.#findModule(path);
      return path.length === 0 ? [] : this.find(getPart(call, "expressions", second), path.slice(0, -1));
    }
    if (root === "module") {
      const inner = [...path, second];
      const output = getPart(this.#findModule(inner), "module", "outputs", third ?? "");
      return this.find(getPart(output, "expression"), inner);
    }
    return this.#readObject(steps, path);
  }

  #readObject(steps: readonly string[], path: Path): readonly SecretPlace[] {
    const isData = steps[0] === "data";
    const [type = "", name = "", attribute = ""] = isData ? steps.slice(1) : steps;
    const noun = nounOf(type);
    const secrets = noun === undefined ? undefined : secretsOf[isData ? "dataSource" : "resource"].get(noun);
    if (secrets?.includes(attribute) !== true) return [];
    return [{ address: writeAddress(path, ...(isData ? ["data"] : []), type, name), attribute }];
  }
}

/** What a plan does with the objects of each address of the configuration. */
class Changes {
  readonly #byAddress = new Map<string, unknown[]>();

  constructor(document: JsonObject) {
    for (const change of listParts(document, "resource_changes")) {
      const address = dropIndexes(getText(change, "address") ?? "");
      const all = this.#byAddress.get(address);
      if (all === undefined) this.#byAddress.set(address, [getPart(change, "change")]);
      else all.push(getPart(change, "change"));
    }
  }

  #list(address: string): readonly unknown[] {
    return this.#byAddress.get(address) ?? [];
  }

  isAny(address: string): boolean {
    return this.#list(address).some((one) => !isQuiet(one));
  }

  /** Whether the attribute is certainly null, as the secret of an encrypted key is. */
  isEmpty({ address, attribute }: SecretPlace): boolean {
    const all = this.#list(address);
    return (
      all.length > 0 &&
      all.every((one) => {
        const isKnown = getPart(one, "after_unknown", attribute) !== true;
        return isKnown && isObject(getPart(one, "after")) && (getPart(one, "after", attribute) ?? null) === null;
      })
    );
  }

  /** Whether Terraform takes a part of the argument for sensitive: it is not shown then. */
  isMasked(address: string, argument: string): boolean {
    return this.#list(address).every((one) => {
      const mask = getPart(one, "after_sensitive", argument);
      return !isObject(getPart(one, "after")) || masksAnything(mask);
    });
  }
}

interface Search {
  readonly document: JsonObject;
  readonly root: unknown;
  readonly modules: ModuleIndex;
  readonly changes: Changes;
}

/** The secrets in an expression that are there. */
function findSecrets(expression: unknown, path: Path, { modules, changes }: Search): readonly SecretPlace[] {
  // Most expressions refer to nothing.
  if (listReferences(expression).length === 0) return [];
  return new SecretFinder(modules).find(expression, path).filter((secret) => !changes.isEmpty(secret));
}

function nameSecret({ address, attribute }: SecretPlace): string {
  return `\`${attribute}\` of ${address}`;
}

/** Outputs of the root module that show a secret to everybody. Terraform itself asks for `sensitive`, or `nonsensitive()`. */
function listOutputs(search: Search): readonly Remark[] {
  return listEntries(search.root, "outputs").flatMap(([name, output]) => {
    if (getPart(output, "sensitive") === true) return [];
    const isNew = !isQuiet(getPart(search.document, "output_changes", name));
    return findSecrets(getPart(output, "expression"), [], search).map((secret): Remark => {
      const sentence = `The output ${name} shows ${nameSecret(secret)} to whoever sees the plan, the state or the log.`;
      return { kind: "secretShown", address: `output.${name}`, sentence, isNew };
    });
  });
}

/** By convention, what providers write down nowhere. https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only */
const writeOnly = /_wo$/;

function listArguments(resource: unknown, path: Path, search: Search): readonly Remark[] {
  const address = writeAddress(path, getText(resource, "address") ?? "");
  const stored = listEntries(resource, "expressions").flatMap(([argument, expression]) => {
    const secrets = findSecrets(expression, path, search);
    if (secrets.length === 0 || writeOnly.test(argument)) return [];
    const isNew = search.changes.isAny(address);
    const isMasked = search.changes.isMasked(address, argument);
    return secrets.map((secret): Remark => {
      const what = nameSecret(secret);
      return isMasked
        ? {
            kind: "secretPassed",
            address,
            isNew,
            sentence: `\`${argument}\` of ${address} keeps ${what} in the state too.`,
          }
        : { kind: "secretShown", address, isNew, sentence: `\`${argument}\` of ${address} shows ${what} in clear.` };
    });
  });
  const run = listParts(resource, "provisioners").flatMap((provisioner) =>
    findSecrets(getPart(provisioner, "expressions"), path, search).map((secret): Remark => {
      const sentence = `A provisioner of ${address} is given ${nameSecret(secret)}.`;
      return { kind: "secretPassed", address, sentence, isNew: search.changes.isAny(address) };
    }),
  );
  return [...stored, ...run];
}

const secretSettings = listSecrets(providerSettings);

/** Credentials of a provider block that are texts in the code: each plan has them. When they came in, no plan says. */
function listLiterals(key: string, block: unknown): readonly Remark[] {
  if (!isOurProvider(getText(block, "full_name"))) return [];
  return secretSettings
    .filter((name) => (getPart(block, "expressions", name, "constant_value") ?? null) !== null)
    .map((name) => {
      const sentence = `The provider block ${key} has its \`${name}\` in clear, in the code and in each plan.`;
      return { kind: "secretShown", address: `provider.${key}`, sentence };
    });
}

function listProviders(search: Search): readonly Remark[] {
  return listEntries(search.document["configuration"], "provider_config").flatMap(([key, block]) => {
    const path = (getText(block, "module_address") ?? "").split(".").filter((_, at) => at % 2 === 1);
    const passed = findSecrets(getPart(block, "expressions"), path, search).map((secret): Remark => {
      const sentence = `The provider block ${key} acts with ${nameSecret(secret)}.`;
      return {
        kind: "secretPassed",
        address: `provider.${key}`,
        sentence,
        isNew: search.changes.isAny(secret.address),
      };
    });
    return [...listLiterals(key, block), ...passed];
  });
}

/** Where the configuration passes on a secret of the provider's objects. It says what refers to it, and never the value. */
export function listExposures(document: JsonObject): readonly Remark[] {
  const root = getPart(document, "configuration", "root_module");
  const search: Search = { document, root, modules: indexModules(root), changes: new Changes(document) };
  const places = listModulesOf(root);
  return [
    ...listOutputs(search),
    ...places.flatMap(({ path, module }) =>
      listParts(module, "resources").flatMap((resource) => listArguments(resource, path, search)),
    ),
    ...listProviders(search),
  ];
}
