import { type Code, readMember, writeText, writeWord } from "#constructs/adoption/code.ts";
import { escapeTemplate } from "#access/schema/template-text.ts";
import { type Adoption, describeObject, type LeftOut } from "../adoption.ts";
import { arrangeUnits, type Section } from "../arrange.ts";
import { assignNames, spellConstructId, spellVariable } from "../names.ts";
import type { WrittenCode } from "../format.ts";
import { listNameTexts, titleSection } from "../titles.ts";
import { listImports, printStatement } from "./print-code.ts";
import { reservedWords } from "./reserved-words.ts";
import { AdoptedObjects, createScribe, listVariables } from "./scribe.ts";
import { CodeSurroundings, createNameGiver, writeProvider } from "./surroundings.ts";
import { findLoss } from "./cdktf-limits.ts";
import type { CodeUnit, UnitPart } from "./unit.ts";
import { createUnits } from "./pattern-units.ts";

const indent = "    ";

/** A statement, or a comment if there is no code. */
interface Line {
  readonly code?: Code;
  readonly variable?: string;
  readonly text?: string;
}

function printLine({ code, variable, text = "" }: Line): string {
  if (code !== undefined) return printStatement(code, indent, variable);
  return text === "" ? "" : `${indent}// ${text}`;
}

/** Names that nothing else in the module may have. */
function reserveNames(vendor: string): Set<string> {
  const imported = ["l1", "scope", "id", spellVariable(vendor), vendor];
  return new Set([...reservedWords, ...imported]);
}

interface Imported extends Pick<UnitPart, "isOptional" | "isLevelOne"> {
  readonly importId: string;
}

function importCode(of: Code, { importId, isOptional, isLevelOne }: Imported): Code {
  const callee: Code = { kind: "member", of, name: "importFrom", isOptional: isOptional === true };
  return { kind: "call", callee, args: [writeText(isLevelOne === true ? escapeTemplate(importId) : importId)] };
}

function importPart({ object, path, ...part }: UnitPart, variable: string): Code {
  return importCode(readMember(writeWord(variable), ...path), { ...part, importId: object.importId });
}

class TypeScriptWriter {
  readonly #adoption: Adoption;
  readonly #objects: AdoptedObjects;
  readonly #surroundings: CodeSurroundings;
  readonly #written = new Map<string, Code>();
  readonly #variables: ReadonlyMap<string, string>;
  readonly #ids: ReadonlyMap<string, string>;

  constructor(adoption: Adoption, objects: AdoptedObjects, units: readonly CodeUnit[]) {
    this.#adoption = adoption;
    this.#objects = objects;
    const reserved = reserveNames(adoption.facts.name);
    const byKey = new Map(units.flatMap((unit) => unit.parts.map(({ object }) => [object.key, unit.main] as const)));
    const named = units.filter(({ isPart }) => !isPart);
    const nameless = named.map(({ main, owners }) => {
      return listNameTexts(
        main,
        [...owners].flatMap((owner) => byKey.get(owner)?.name ?? []),
      );
    });
    this.#variables = assignNames(nameless, {
      spell: spellVariable,
      number: (name, count) => `${name}${count}`,
      isTaken: (name) => reserved.has(name),
    });
    const { vendor } = adoption.account;
    this.#ids = assignNames(nameless, {
      spell: spellConstructId,
      number: (name, count) => `${name}-${count}`,
      isTaken: (name) => name === vendor,
    });
    const variables = new Set([...reserved, ...this.#variables.values()]);
    this.#surroundings = new CodeSurroundings(
      adoption,
      createNameGiver(variables, new Set([vendor, ...this.#ids.values()])),
    );
  }

  #writeUnit(unit: CodeUnit): readonly Line[] {
    const around = { surroundings: this.#surroundings, written: this.#written };
    const scribe = createScribe(this.#adoption, this.#objects, around);
    const { code, more, ...made } = unit.create(scribe, this.#ids.get(unit.key) ?? "");
    const variable = this.#variables.get(unit.key);
    // Without a variable, what is made is imported in one statement.
    if (variable === undefined) return [{ code: importCode(code, { ...made, importId: unit.main.importId }) }];
    for (const [key, word] of listVariables(unit, variable)) this.#written.set(key, word);
    const parts = unit.parts.map((part): Line => ({ code: importPart(part, variable) }));
    const after = more(writeWord(variable)).map((one): Line => ({ code: one }));
    return [{ code, variable }, ...parts, ...after];
  }

  writeSection({ type, isFirst, groups }: Section<CodeUnit>): readonly Line[] {
    const lines = groups.map((group) => group.flatMap((unit) => this.#writeUnit(unit)));
    // What has no blank line between it is of one kind, such as bindings.
    const isCompact = groups.every(([unit]) => unit?.isPart === true);
    const body = lines.flatMap((group, at) => (at === 0 || isCompact ? group : [{}, ...group]));
    return [{}, { text: titleSection(type, isFirst) }, {}, ...body];
  }

  /** Complete once all sections are written. */
  writeSurroundings(): readonly Line[] {
    const { statements } = this.#surroundings;
    return statements.length === 0 ? [] : [{}, { text: "What is there and is not managed here" }, {}, ...statements];
  }
}

function toClassName(vendor: string): string {
  const words = vendor.split(/[^A-Za-z0-9]+/).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
  return `${words.join("")}Access`;
}

function writeImports(lines: readonly Line[]): readonly string[] {
  const imports = listImports(lines.flatMap(({ code }) => code ?? []));
  const packages = [...imports].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return packages.map(([from, names]) => {
    const sorted = [...names].toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
    if (from !== "latchkey") return `import * as ${sorted.join("")} from "${from}";`;
    const flat = `import { ${sorted.join(", ")} } from "${from}";`;
    return flat.length <= 100
      ? flat
      : ["import {", ...sorted.map((name) => `  ${name},`), `} from "${from}";`].join("\n");
  });
}

/** What constructs can say, and what CDKTF would lose. */
function separate({ objects }: Adoption): {
  readonly writable: Adoption["objects"];
  readonly leftOut: readonly LeftOut[];
} {
  const losses = objects.map((object) => ({
    object,
    loss: findLoss([...object.values.values(), object.importId, object.id]),
  }));
  return {
    writable: losses.flatMap(({ object, loss }) => (loss === undefined ? [object] : [])),
    leftOut: losses.flatMap(({ object, loss }) =>
      loss === undefined
        ? []
        : [{ title: describeObject(object.instance), reason: `${loss} Use --format hcl, or change it at the vendor.` }],
    ),
  };
}

/** A stack with a construct for each object, as somebody would write it by hand, and the imports. */
export function writeTypeScript(adoption: Adoption): WrittenCode {
  const { writable, leftOut } = separate(adoption);
  const objects = new AdoptedObjects(writable);
  const units = createUnits({ ...adoption, objects: writable }, objects);
  const writer = new TypeScriptWriter(adoption, objects, units);
  const sections = arrangeUnits(units).flatMap((section) => writer.writeSection(section));
  const provider: Line = { code: writeProvider(adoption) };
  const lines = [provider, ...writer.writeSurroundings(), ...sections];
  const text = [
    'import { TerraformStack } from "cdktf";',
    'import type { Construct } from "constructs";',
    ...writeImports(lines),
    "",
    `export class ${toClassName(adoption.facts.name)} extends TerraformStack {`,
    "  constructor(scope: Construct, id: string) {",
    `${indent}super(scope, id);`,
    ...lines.map(printLine),
    "  }",
    "}",
    "",
  ].join("\n");
  return { text, count: writable.length, leftOut };
}
