import { providerName } from "#access/model/provider/address.ts";
import { resourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import { toSnakeCase } from "#access/schema/names.ts";

/** The secret attributes of each noun that has one, by its type. */
export const secretAttributes: ReadonlyMap<string, readonly string[]> = new Map(
  resourceDefinitions.flatMap(({ type, attributes }) => {
    const names = Object.keys(attributes).filter((name) => attributes[name]?.facts.isSecret === true);
    return names.length === 0 ? [] : [[type, names] as const];
  }),
);

/** A secret that a text refers to. */
export interface SecretUse {
  /** The noun's type. */
  readonly type: string;
  /** The name of the block in Terraform. */
  readonly block: string;
  readonly attribute: string;
}

const types = [...secretAttributes.keys()].join("|");
/** The block, an index or a splat, and the attribute: without one, the whole object is meant. */
const reference = new RegExp(
  String.raw`(?<![\w.-])${providerName}_(${types})\s*\.\s*([\w-]+)(?:\s*\[[^\]]*\]|\s*\.\s*(?:\*|\d+))*(?:\s*\.\s*([\w-]+))?`,
  "g",
);

/** CDKTF's output of an attribute to another stack. */
const crossStackOutput = new RegExp(
  [...secretAttributes]
    .map(([type, names]) => {
      return String.raw`cross-stack-output-${providerName}_${type}[\w-]*(?:${names.map(toSnakeCase).join("|")})\b`;
    })
    .join("|"),
);

/** From the first expression of a text to the end of the last: what is around them, and what is escaped, means itself. */
const expressions = /(?<![$%])[$%]\{[\s\S]*\}/;

/** The secrets that a text refers to, as Terraform reads it. */
export function matchSecrets(text: string): readonly SecretUse[] {
  const [evaluated] = expressions.exec(text) ?? [];
  if (evaluated === undefined) return [];
  return [...evaluated.matchAll(reference)].flatMap(([, type = "", block = "", named]) => {
    const all = secretAttributes.get(type) ?? [];
    const meant = named === undefined ? all : all.filter((attribute) => toSnakeCase(attribute) === named);
    return meant.map((attribute) => ({ type, block, attribute }));
  });
}

/** Whether a text refers to a secret of any object, or is an output of one to another stack. */
export function refersToSecret(text: string): boolean {
  return matchSecrets(text).length > 0 || crossStackOutput.test(text);
}
