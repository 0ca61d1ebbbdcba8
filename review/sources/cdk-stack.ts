import { dataSourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import { Link } from "#access/model/statements/link.ts";
import type { Attributes } from "#access/schema/attribute.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { unknown } from "#access/schema/unknown.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import type { AccountChooser, ProviderBlock } from "../accounts.ts";
import { getPart, getText, isObject, listEntries } from "../json-parts.ts";
import { isOurProvider } from "../addresses.ts";
import { listUnread, type Remark } from "../remarks.ts";
import { listForeignObjects } from "../terraform/foreign-objects.ts";
import { readRecords, type SourceRecord } from "../records.ts";
import type { JsonObject, Reading, SourceFormat } from "../source.ts";
import { readExpressions } from "../terraform/expressions.ts";
import { listStackEphemerals } from "../terraform/stack-ephemerals.ts";
import { Stack, type StackBlock } from "../terraform/stack.ts";

/** What a block has beside the noun's attributes. */
const meta: ReadonlySet<string> = new Set([
  "//",
  "provider",
  "count",
  "for_each",
  "depends_on",
  "lifecycle",
  "provisioner",
  "connection",
]);

function listProviders(document: JsonObject, stack: Stack): ReadonlyMap<string, ProviderBlock> {
  const given = getPart(document, "provider", "access");
  const blocks: readonly unknown[] = Array.isArray(given) ? given : [given];
  const found = blocks.map((block): ProviderBlock => {
    const alias = getText(block, "alias");
    return {
      key: alias === null ? "access" : `access.${alias}`,
      vendor: stack.readText(getPart(block, "vendor")),
      endpoint: stack.readText(getPart(block, "endpoint")),
    };
  });
  return new Map(found.map((one) => [one.key, one]));
}

/** The local name of the provider that a block is of. */
function readLocalName({ body }: StackBlock): string {
  return (getText(body, "provider") ?? "access").split(".")[0] ?? "";
}

/** The source of a provider by its local name; null if nothing says it: constructs always do. */
function findSource(document: JsonObject, name: string): string | null {
  const terraform = document["terraform"];
  const settings: readonly unknown[] = Array.isArray(terraform) ? terraform : [terraform];
  const required = settings
    .map((one) => getPart(one, "required_providers"))
    .flatMap((one): readonly unknown[] => (Array.isArray(one) ? one : [one]));
  const sources = required.map((one) => getText(getPart(one, name), "source"));
  return sources.find((one) => one !== null) ?? null;
}

/** The blocks of the provider, and what is said of those that only look like it. */
function splitForeign(document: JsonObject, { blocks }: Stack) {
  const sources = new Map([...new Set(blocks.map(readLocalName))].map((name) => [name, findSource(document, name)]));
  const sourceOf = (block: StackBlock): string | null => sources.get(readLocalName(block)) ?? null;
  const isOurs = (block: StackBlock): boolean => sourceOf(block) === null || isOurProvider(sourceOf(block));
  const others = blocks.filter((block) => !isOurs(block));
  const foreign = listForeignObjects(
    others.map((block) => {
      const { address, type, kind } = block;
      const mode = kind === "resource" ? "managed" : "data";
      return { address, type: `access_${type}`, mode, provider: sourceOf(block) };
    }),
  );
  return { own: blocks.filter(isOurs), foreign };
}

function findAttributes({ type, kind }: StackBlock): Attributes {
  const definitions = kind === "resource" ? nounDefinitions : dataSourceDefinitions;
  return definitions.find((one) => one.type === type)?.attributes ?? {};
}

/** Whether the vendor sets an attribute that the configuration leaves out. */
function isSetByVendor({ facts: { presence, nullWithout = [] } }: Attributes[string], body: JsonObject): boolean {
  if (presence === "computed") return true;
  const isMade = nullWithout.length === 0 || nullWithout.some((name) => (body[toSnakeCase(name)] ?? null) !== null);
  return presence === "optionalComputed" && isMade;
}

/** What the configuration leaves out, and what is then there instead. */
function fillMissing(attributes: Attributes, body: JsonObject): { values: JsonObject; unknowns: JsonObject } {
  const values: { [name: string]: unknown } = {};
  const unknowns: { [name: string]: unknown } = {};
  for (const [name, attribute] of Object.entries(attributes)) {
    const spelled = toSnakeCase(name);
    if ((body[spelled] ?? null) !== null) continue;
    if (isSetByVendor(attribute, body)) unknowns[spelled] = true;
    if (attribute.facts.presence === "defaulted") values[spelled] = attribute.facts.defaultValue;
  }
  return { values, unknowns };
}

function readBlock(block: StackBlock, providers: ReadonlyMap<string, ProviderBlock>, { effort }: Stack): SourceRecord {
  const { address, type, kind, body, names } = block;
  const own = Object.fromEntries(Object.entries(body).filter(([name]) => !meta.has(name)));
  const { values, unknowns, references, doubts } = readExpressions(own, names, effort);
  // What leads to null is left out.
  const given = Object.fromEntries(
    Object.entries(own).filter(([name]) => unknowns[name] !== false || values[name] !== null),
  );
  const missing = fillMissing(findAttributes(block), given);
  const key = getText(body, "provider") ?? "access";
  const isManaged = kind === "resource";
  return {
    address,
    type,
    kind,
    provider: providers.get(key) ?? { key, vendor: null, endpoint: null },
    presence: isManaged ? "managed" : "data",
    happening: isManaged ? "created" : "seen",
    schemaVersion: null,
    values: { ...values, ...missing.values },
    unknowns: { ...unknowns, ...missing.unknowns },
    doubts,
    fillUnknown: ({ path }) => {
      // What is looked up will have the id of what this very block finds.
      const target = references.get(path) ?? (path === "id" && !isManaged ? address : undefined);
      return target === undefined ? unknown : new Link([target]);
    },
  };
}

/** Who runs Terraform may be anybody, so no answer has what they can do with it. */
function describeUnanswered({ address }: Remark): string {
  return `${address ?? "An object"}: no answer has what whoever runs Terraform can do with it.`;
}

/** The ids of what the next apply imports, by address: where the id is all that the import takes. */
function listImportedIds(document: JsonObject): ReadonlyMap<string, string> {
  const given = document["import"];
  const blocks: readonly unknown[] = Array.isArray(given) ? given : [given];
  const found = blocks.flatMap((block) => {
    const to = getText(block, "to");
    const id = getText(block, "id");
    return to === null || id === null || id.includes("${") ? [] : [[to, id] as const];
  });
  return new Map(found);
}

/** What is imported has its id already. */
function addImportedId(block: StackBlock, ids: ReadonlyMap<string, string>): StackBlock {
  const id = ids.get(block.address);
  const importId = nounDefinitions.find(({ type }) => type === block.type)?.importId ?? [];
  if (id === undefined || block.kind !== "resource" || importId.join() !== "id") return block;
  return { ...block, body: { ...block.body, id } };
}

function read(document: JsonObject, accounts: AccountChooser): Reading {
  const stack = new Stack(document);
  const importedIds = listImportedIds(document);
  const { own: blocks, foreign } = splitForeign(document, stack);
  const providers = listProviders(document, stack);
  const { instances, blind, remarks } = readRecords(
    blocks.map((block) => readBlock(addImportedId(block, importedIds), providers, stack)),
    accounts,
  );
  const repeated = blocks
    .filter(({ isRepeated }) => isRepeated)
    .map(({ address }) => {
      return `${address}: how often \`count\` or \`for_each\` makes it is not in the stack. It is read once: ask the plan.`;
    });
  const variables = [...stack.assumed].sort().map((name) => `\`var.${name}\` has its default.`);
  const ephemeral = listStackEphemerals(document);
  const modules = listEntries(document, "module").map(
    ([name]) => `module.${name}: it is not in the stack. Ask the plan.`,
  );
  return {
    instances,
    blind: [...blind, ...listUnread(foreign), ...repeated, ...ephemeral.map(describeUnanswered), ...modules],
    remarks: [...remarks, ...foreign, ...ephemeral],
    assumptions: [
      "What the stack does not manage any more is not in it: only a plan says what is deleted or left behind.",
      ...variables,
    ],
    moves: new Map(),
    count: blocks.length,
  };
}

export const source: SourceFormat = {
  title: "a synthesized stack",
  madeBy: "cdktf synth (cdktf.out/stacks/NAME/cdk.tf.json)",
  hasSides: false,
  recognizes: (document) => {
    const isStack = ["provider", "resource", "data", "ephemeral", "module"].some((name) => isObject(document[name]));
    return isStack && isObject(document["terraform"]) && !Object.hasOwn(document, "format_version");
  },
  read,
};
