import { type Code, readMember, writeText, writeWord } from "#constructs/adoption/code.ts";
import type { NounWriting, Scribe } from "#constructs/adoption/writing.ts";
import { escapeTemplate } from "#access/schema/template-text.ts";
import type { NounDefinition } from "#access/model/nouns/own-attributes.ts";

const module: Code = { kind: "imported", name: "l1", from: "latchkey/l1", isPackage: true };

function toClassName(type: string): string {
  return type.replaceAll(/(?:^|_)(\w)/g, (_match, letter: string) => letter.toUpperCase());
}

interface Leaf {
  readonly scribe: Scribe;
  readonly refersTo: string | undefined;
}

/** These classes do not make texts literal, as others do. */
function writeLeaf(value: unknown, leaf: Leaf): Code {
  if (typeof value === "string") {
    const target = leaf.refersTo === undefined ? undefined : leaf.scribe.find(leaf.refersTo, value);
    return target === undefined ? writeText(escapeTemplate(value)) : readMember(target, "id");
  }
  if (Array.isArray(value)) return { kind: "list", elements: value.map((one) => writeLeaf(one, leaf)) };
  if (typeof value !== "object" || value === null) return writeWord(String(value));
  const entries = Object.entries(value).map(([name, inner]) => [escapeTemplate(name), writeLeaf(inner, leaf)] as const);
  return { kind: "record", entries };
}

/** The class for the Terraform block of a noun, which every noun has: it says each attribute as it is. */
export function createLevelOne({ type, attributes }: NounDefinition): NounWriting {
  return {
    isReferredTo: true,
    write({ constructId, values }, scribe) {
      const entries = [...values].map(([name, value]) => {
        return [name, writeLeaf(value, { scribe, refersTo: attributes[name]?.facts.refersTo })] as const;
      });
      const args: readonly Code[] = [writeWord("this"), writeText(constructId), { kind: "record", entries }];
      return {
        code: { kind: "new", callee: readMember(module, toClassName(type)), args },
        resource: [],
        isLevelOne: true,
      };
    },
  };
}
