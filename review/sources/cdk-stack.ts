import { dataSourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import { Link } from "#access/model/statements/link.ts";
import type { Attributes } from "#access/schema/attribute.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { unknown } from "#access/schema/unknown.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import type { ProviderBlock } from "../accounts.ts";
import { nounOf } from "../addresses.ts";
import { getPart, getText, isObject, listEntries } from "../json-parts.ts";
import { readRecords, type SourceRecord } from "../records.ts";
import type { JsonObject, Reading, ReadOptions, SourceFormat } from "../source.ts";
import { readExpressions } from "../terraform/expressions.ts";

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

interface Block {
  readonly address: string;
  readonly type: string;
  readonly kind: SourceRecord["kind"];
  readonly body: JsonObject;
}

function listBlocks(document: JsonObject): readonly Block[] {
  const sections = [
    ["resource", "resource", ""],
    ["data", "dataSource", "data."],
  ] as const;
  return sections.flatMap(([section, kind, prefix]) =>
    listEntries(document, section).flatMap(([full, blocks]) => {
      const type = nounOf(full);
      if (type === undefined) return [];
      return listEntries(blocks).flatMap(([name, given]): readonly Block[] => {
        // Terraform takes a block, or a list of one.
        const body: unknown = Array.isArray(given) ? given[0] : given;
        return isObject(body) ? [{ address: `${prefix}${full}.${name}`, type, kind, body }] : [];
      });
    }),
  );
}

/** A text that Terraform does not evaluate. */
function readLiteral(value: unknown): string | null {
  return typeof value === "string" && !/[$%]\{/.test(value) ? value : null;
}

function listProviders(document: JsonObject): ReadonlyMap<string, ProviderBlock> {
  const given = getPart(document, "provider", "access");
  const blocks: readonly unknown[] = Array.isArray(given) ? given : [given];
  const found = blocks.map((block): ProviderBlock => {
    const alias = getText(block, "alias");
    return {
      key: alias === null ? "access" : `access.${alias}`,
      vendor: readLiteral(getPart(block, "vendor")),
      endpoint: readLiteral(getPart(block, "endpoint")),
    };
  });
  return new Map(found.map((one) => [one.key, one]));
}

function findAttributes({ type, kind }: Block): Attributes {
  const definitions = kind === "resource" ? nounDefinitions : dataSourceDefinitions;
  return definitions.find((one) => one.type === type)?.attributes ?? {};
}

/** What the configuration leaves out, and what is then there instead. */
function fillMissing(attributes: Attributes, body: JsonObject): { values: JsonObject; unknowns: JsonObject } {
  const values: { [name: string]: unknown } = {};
  const unknowns: { [name: string]: unknown } = {};
  for (const [name, { facts }] of Object.entries(attributes)) {
    const spelled = toSnakeCase(name);
    if ((body[spelled] ?? null) !== null) continue;
    if (facts.presence === "computed" || facts.presence === "optionalComputed") unknowns[spelled] = true;
    if (facts.presence === "defaulted") values[spelled] = facts.defaultValue;
  }
  return { values, unknowns };
}

function readBlock(
  block: Block,
  providers: ReadonlyMap<string, ProviderBlock>,
  known: ReadonlySet<string>,
): SourceRecord {
  const { address, type, kind, body } = block;
  const own = Object.fromEntries(Object.entries(body).filter(([name]) => !meta.has(name)));
  const { values, unknowns, references } = readExpressions(own);
  const missing = fillMissing(findAttributes(block), own);
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
    fillUnknown: ({ path }) => {
      const target = references.get(path);
      return target === undefined || !known.has(target) ? unknown : new Link([target]);
    },
  };
}

function isRepeated({ body }: Block): boolean {
  return (body["count"] ?? body["for_each"] ?? null) !== null;
}

function read(document: JsonObject, { accounts }: ReadOptions): Reading {
  const blocks = listBlocks(document);
  const providers = listProviders(document);
  const known = new Set(blocks.filter((block) => !isRepeated(block)).map(({ address }) => address));
  const { instances, blind } = readRecords(
    blocks.map((block) => readBlock(block, providers, known)),
    accounts,
  );
  const repeated = blocks.filter(isRepeated).map(({ address }) => {
    return `${address}: how often \`count\` or \`for_each\` makes it is not in the stack. It is read once: ask the plan.`;
  });
  const ephemeral = listEntries(document, "ephemeral")
    .filter(([full]) => nounOf(full) !== undefined)
    .flatMap(([full, all]) => listEntries(all).map(([name]) => `ephemeral.${full}.${name}: it is not looked at.`));
  const modules = listEntries(document, "module").map(
    ([name]) => `module.${name}: it is not in the stack. Ask the plan.`,
  );
  return {
    instances,
    blind: [...blind, ...repeated, ...ephemeral, ...modules],
    assumptions: [
      "What the stack does not manage any more is not in it: only a plan says what is deleted or left behind.",
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
