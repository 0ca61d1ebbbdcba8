import { readMember, writeValue } from "#constructs/adoption/code.ts";
import { nounWritings } from "#constructs/adoption/registry.gen.ts";
import type { NounWriting, Scribe } from "#constructs/adoption/writing.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import type { AdoptedObject, Adoption } from "../adoption.ts";
import { createLevelOne } from "./level-one.ts";
import { type AdoptedObjects, collectNeeds } from "./scribe.ts";
import type { CodeUnit, UnitCode } from "./unit.ts";

/** What an object belongs to: a change of these attributes makes another object. */
export function listOwners({ definition, values }: AdoptedObject, objects: AdoptedObjects): ReadonlySet<string> {
  const owners = Object.entries(definition.attributes).flatMap(([name, { facts }]) => {
    const id = values.get(name);
    if (facts.refersTo === undefined || facts.change !== "replaces" || typeof id !== "string") return [];
    return objects.find(facts.refersTo, id)?.key ?? [];
  });
  return new Set(owners);
}

/** Terraform leaves these attributes as they are: they were chosen for want of an answer. */
function addIgnored({ ignored }: AdoptedObject, unit: UnitCode): UnitCode {
  const { more, resource } = unit;
  if (ignored.length === 0) return unit;
  const value = writeValue({ ignoreChanges: ignored.map(toSnakeCase) });
  return {
    ...unit,
    more: (self) => [...more(self), { kind: "assignment", to: readMember(self, ...resource, "lifecycle"), value }],
  };
}

function write(writing: NounWriting, object: AdoptedObject, at: { scribe: Scribe; constructId: string }) {
  const { type, values } = object;
  const creation = writing.write({ type, values, constructId: at.constructId }, at.scribe);
  if (creation === undefined) return undefined;
  const { more = () => [] } = creation;
  return addIgnored(object, { ...creation, more });
}

/** The construct for one object: the noun's own, or L1 if that cannot say what the object is. */
export function createUnit(object: AdoptedObject, adoption: Adoption, objects: AdoptedObjects): CodeUnit {
  const levelOne = createLevelOne(object.definition);
  for (const writing of [nounWritings[object.type] ?? levelOne, levelOne]) {
    const { needs, result } = collectNeeds(adoption, objects, (scribe) =>
      write(writing, object, { scribe, constructId: "" }),
    );
    if (result === undefined) continue;
    const isLevelOne = result.isLevelOne === true ? ({ isLevelOne: true } as const) : {};
    return {
      key: object.key,
      covers: [object.key],
      type: object.type,
      needs,
      owners: listOwners(object, objects),
      main: object,
      parts: [{ object, path: [], ...isLevelOne }],
      isPart: !writing.isReferredTo,
      create: (scribe, constructId) => write(writing, object, { scribe, constructId }) ?? result,
    };
  }
  throw new Error(`nothing writes ${object.key}`);
}
