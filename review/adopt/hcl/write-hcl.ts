import { providerName } from "#access/model/provider/address.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { readName } from "../account-index.ts";
import type { AdoptedObject, Adoption } from "../adoption.ts";
import { arrangeUnits, type Section, type Unit } from "../arrange.ts";
import type { WrittenCode } from "../format.ts";
import { assignNames, type Nameless, spellLabel } from "../names.ts";
import { listNameTexts, shortenAddress, titleSection } from "../titles.ts";
import { type Hcl, type HclBlock, printBlock } from "./print-hcl.ts";
import { HclReferences, type KnownObjects } from "./references.ts";

interface HclUnit extends Unit {
  readonly object: AdoptedObject;
}

type Entries = HclBlock["entries"];

function writeEntries({ definition, values }: AdoptedObject, references: HclReferences, known: KnownObjects): Entries {
  return [...values].flatMap(([name, value]) => {
    const attribute = definition.attributes[name];
    return attribute === undefined
      ? []
      : [[toSnakeCase(name), references.writeAttribute(attribute, value, known)] as const];
  });
}

/** What an object refers to, by attribute; those that it belongs to first. */
function listTargets({ definition, values }: AdoptedObject) {
  const targets = Object.entries(definition.attributes).flatMap(([name, { facts }]) => {
    const value = values.get(name);
    if (facts.refersTo === undefined || typeof value !== "string") return [];
    return [{ type: facts.refersTo, id: value, isOwner: facts.change === "replaces" }];
  });
  return targets.toSorted((a, b) => Number(b.isOwner) - Number(a.isOwner));
}

function createUnit(object: AdoptedObject, references: HclReferences): HclUnit {
  const needs = new Set<string>();
  writeEntries(object, references, {
    find(needed) {
      if (needed.key !== object.key) needs.add(needed.key);
      return undefined;
    },
  });
  const owners = listTargets(object).flatMap(({ type, id, isOwner }) => {
    return isOwner ? (references.findObject(type, id)?.key ?? []) : [];
  });
  return {
    key: object.key,
    covers: [object.key],
    type: object.type,
    object,
    needs,
    owners: new Set(owners),
    isPart: object.name === null,
  };
}

/** What a relation is called: what it is between. */
function listRelationTexts(object: AdoptedObject, { index }: Adoption): Nameless | undefined {
  const targets = listTargets(object);
  if (object.name !== null || targets.length < 2) return undefined;
  const names = targets.map(({ type, id }) => {
    const found = index.find(type, id);
    const name = found === undefined ? null : readName(found);
    return name === null ? type : shortenAddress(name);
  });
  const places = [...object.values.values()].flatMap((value) => {
    if (typeof value !== "object" || value === null || !("type" in value) || !("id" in value)) return [];
    return index.findScope(String(value.type), String(value.id))?.name ?? [];
  });
  const short = names.join(" ");
  const long = [...names, ...places].join(" ");
  return { key: object.key, texts: [short, long], numbered: long };
}

function nameUnits(units: readonly HclUnit[], adoption: Adoption): ReadonlyMap<string, string> {
  const byKey = new Map(units.map(({ key, object }) => [key, object]));
  const byType = new Map<string, Nameless[]>();
  for (const { object, type, owners } of units) {
    const names = [...owners].flatMap((owner) => byKey.get(owner)?.name ?? []);
    const nameless = listRelationTexts(object, adoption) ?? listNameTexts(object, names);
    byType.set(type, [...(byType.get(type) ?? []), nameless]);
  }
  const rules = {
    spell: spellLabel,
    number: (name: string, count: number) => `${name}_${count}`,
    isTaken: () => false,
  };
  return new Map([...byType.values()].flatMap((things) => [...assignNames(things, rules)]));
}

const text = (value: string): Hcl => ({ kind: "text", text: value });

class HclWriter {
  readonly #references: HclReferences;
  readonly #labels: ReadonlyMap<string, string>;
  readonly #written = new Map<string, string>();

  constructor(references: HclReferences, labels: ReadonlyMap<string, string>) {
    this.#references = references;
    this.#labels = labels;
  }

  #writeUnit({ key, type, object }: HclUnit): readonly string[] {
    const label = this.#labels.get(key) ?? "";
    const address = `${providerName}_${type}.${label}`;
    const known: KnownObjects = { find: (one) => this.#written.get(one.key) };
    const entries = writeEntries(object, this.#references, known);
    this.#written.set(key, address);
    const ignored: Hcl = {
      kind: "list",
      elements: object.ignored.map((name) => ({ kind: "word", word: toSnakeCase(name) }) as const),
    };
    const lifecycle: HclBlock = { head: "lifecycle", entries: [["ignore_changes", ignored]] };
    const importBlock: HclBlock = {
      head: "import",
      entries: [
        ["to", { kind: "word", word: address }],
        ["id", text(object.importId)],
      ],
    };
    const head = `resource "${providerName}_${type}" "${label}"`;
    const blocks = object.ignored.length === 0 ? [] : [lifecycle];
    return [printBlock(importBlock), printBlock({ head, entries, blocks })];
  }

  writeSection({ type, isFirst, groups }: Section<HclUnit>): readonly string[] {
    return [
      `# ${titleSection(type, isFirst)}`,
      ...groups.flatMap((group) => group.flatMap((unit) => this.#writeUnit(unit))),
    ];
  }
}

function writeProvider({ account, facts }: Adoption): readonly string[] {
  const { vendor, endpoint } = account;
  const isUsual = endpoint === null || endpoint === (facts.connection.defaultEndpoint ?? null);
  const at: Entries = isUsual ? [] : [["endpoint", text(endpoint)]];
  return [
    // With a requirement of its own, it would not fit beside that of `latchkey install`, which has the exact version.
    "# Which provider this is says versions.tf: latchkey install > versions.tf && terraform init",
    printBlock({ head: `provider "${providerName}"`, entries: [["vendor", text(vendor)], ...at] }),
  ];
}

/** Blocks of Terraform that import each object, and those that manage it. */
export function writeHcl(adoption: Adoption): WrittenCode {
  const references = new HclReferences(adoption);
  const units = adoption.objects.map((object) => createUnit(object, references));
  const writer = new HclWriter(references, nameUnits(units, adoption));
  const sections = arrangeUnits(units).flatMap((section) => writer.writeSection(section));
  const lookUps = references.blocks.map((block) => printBlock(block));
  const titled = lookUps.length === 0 ? [] : ["# What is there and is not managed here", ...lookUps];
  const parts = [...writeProvider(adoption), ...titled, ...sections];
  return { text: `${parts.join("\n\n")}\n`, count: units.length, leftOut: [] };
}
