import type { NounDefinition } from "#access/model/nouns/own-attributes.ts";
import { resourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import { providerName } from "#access/model/provider/address.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { nounDefinitions } from "#vendors/definitions.ts";

/** The names of a noun's attributes in TypeScript. */
export interface NounTerms {
  /** Gives the attributes that only one vendor has: they are set with the prop `own`. */
  readonly definition: NounDefinition;
  /** The props of this noun that are not called like the attribute they set, by attribute; the usual ones are known. */
  readonly props?: { readonly [attribute: string]: string };
}

/** Resource types that are not classes in TypeScript, and the methods that create them. */
const calls: { readonly [type: string]: string } = {
  group_membership: "`Group.add`",
  role_binding: "`addRole`",
};

/** Classes that are not called like their resource type. */
const classes: { readonly [type: string]: string } = { role: "CustomRole" };

/** Props that are not called like their attribute: what is an id in Terraform is a construct in TypeScript. */
const commonProps: { readonly [attribute: string]: string } = {
  authDomainId: "domain",
  groupId: "group",
  memberId: "member",
  roleId: "role",
  roleIds: "exclusiveRoles",
  scope: "on",
  serviceAccountId: "serviceAccount",
};

function toCamelCase(name: string): string {
  return name.replaceAll(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());
}

function toClassName(type: string): string {
  const name = classes[type] ?? toCamelCase(type);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function toProp(path: string, { definition: { owners = {} }, props = {} }: NounTerms): string {
  const [attribute = "", ...fields] = path.split(".").map(toCamelCase);
  if (Object.hasOwn(owners, attribute)) return `\`own\` (${[attribute, ...fields].join(".")})`;
  return `\`${[props[attribute] ?? commonProps[attribute] ?? attribute, ...fields].join(".")}\``;
}

function toClass(article: string | undefined, type: string): string {
  const name = calls[type] ?? `\`${toClassName(type)}\``;
  if (article === undefined) return name;
  return `${/^\W*[aeiou]/i.test(name) ? "an" : "a"} ${name}`;
}

const nounTypes = new Set(resourceDefinitions.map(({ type }) => type));
const dataSource = new RegExp(`(?:the )?data source \`?${providerName}_(\\w+)\`?`, "g");
const resourceType = new RegExp(`(?:\\b(an?) )?\`?\\b${providerName}_(\\w+)\`?`, "g");
const attributeInCode = /`([a-z]\w*(?:\.\w+)*)`/g;
const attributeInText = /(?<![`\w.])([a-z]+(?:_[a-z]+)+)(?![`\w])/g;

function rewrite(text: string, terms: NounTerms): string {
  return text
    .replaceAll(dataSource, (_match, type: string) => `\`${toClassName(type)}.fromName\``)
    .replaceAll(resourceType, (_match, article: string | undefined, type: string) => toClass(article, type))
    .replaceAll(attributeInCode, (_match, path: string) => toProp(path, terms))
    .replaceAll(attributeInText, (_match, word: string) =>
      nounTypes.has(word) ? word.replaceAll("_", " ") : toProp(word, terms),
    )
    .replaceAll(/\bargument(s?)\b/g, "prop$1")
    .replaceAll("terraform import", "`importFrom`");
}

/**
 * Rewrites a message that the provider would give about a noun, for someone who writes TypeScript: attributes become props,
 * resource types become classes, and a data source becomes `fromName`. Values in double quotes are kept.
 */
export function toTypeScript(text: string, terms: NounTerms): string {
  return text
    .split(/("(?:[^"\\]|\\.)*")/)
    .map((part) => (part.startsWith('"') ? part : rewrite(part, terms)))
    .join("");
}

const attributeNames = new Set(
  nounDefinitions.flatMap(({ attributes }) => Object.keys(attributes).map((name) => toSnakeCase(name))),
);
const attributeMention = /`([a-z]+(?:_[a-z]+)+)`/g;
const typeMention = new RegExp(String.raw`(?:\b(an?) )?\`${providerName}_(\w+)\``, "g");

/**
 * Rewrites the sentences of a finding: attributes and resource types that stand in code become props and classes. Everything else,
 * such as names of the user, is kept.
 */
export function spellProps(text: string): string {
  return text
    .replaceAll(typeMention, (code: string, article: string | undefined, type: string) => {
      return nounTypes.has(type) ? toClass(article, type) : code;
    })
    .replaceAll(attributeMention, (code: string, attribute: string) => {
      const name = toCamelCase(attribute);
      return attributeNames.has(attribute) ? `\`${commonProps[name] ?? name}\`` : code;
    });
}
