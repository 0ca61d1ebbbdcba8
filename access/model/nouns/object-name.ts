import type { Attributes } from "../../schema/attribute.ts";

interface Named {
  readonly kind: "resource" | "dataSource";
  readonly attributes: Attributes;
}

/** The attribute that people call an object by: a name, or else the one text that an object must have. */
export function findNameAttribute({ kind, attributes }: Named): string | undefined {
  const texts = Object.entries(attributes).filter(
    ([, { facts }]) => facts.type.kind === "text" && facts.refersTo === undefined,
  );
  const required = texts.filter(([, { facts }]) => facts.presence === "required").map(([name]) => name);
  const others = kind === "resource" ? required : [];
  const all = [...required.filter((name) => name === "name"), ...others, ...texts.map(([name]) => name)];
  return all.find((name) => name === "name" || others.includes(name));
}
