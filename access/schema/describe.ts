import type { Attribute, ChangeEffect, Type } from "./attribute.ts";

const effects: { readonly [E in ChangeEffect]: string | undefined } = {
  inPlace: undefined,
  replaces: "Changing it creates a new resource and deletes the old one.",
  rotates: "Changing it makes a new secret.",
};

function describeWords(words: readonly string[]): string {
  return `One of ${words.map((word) => `\`${word}\``).join(", ")}.`;
}

function describeAccepted(type: Type): string | undefined {
  switch (type.kind) {
    case "list":
    case "set":
    case "map":
      return describeAccepted(type.element);
    case "text":
      if (type.oneOf !== undefined) return describeWords(type.oneOf);
      return type.format === undefined ? undefined : `It must be ${type.format.accepted}.`;
    default:
      return undefined;
  }
}

/**
 * Documents an attribute: the author's text, then the accepted values and the effect of a change, which follow from its
 * definition.
 */
export function describeAttribute({ facts }: Attribute<unknown, string, string>): string {
  const { type, doc, presence, change } = facts;
  const isEnumeration = type.kind === "text" && type.oneOf !== undefined;
  const accepted = presence !== "computed" || isEnumeration ? describeAccepted(type) : undefined;
  return [doc, accepted, effects[change]].filter((sentence) => sentence !== undefined).join(" ");
}
