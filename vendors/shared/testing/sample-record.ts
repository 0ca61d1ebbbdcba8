import type { SupportedAttribute, VendorFacts } from "#access/model/vendors/facts.ts";
import { findTextFault, type TextRule } from "#access/model/vendors/text-rules.ts";
import type { Attributes, Type } from "#access/schema/attribute.ts";
import { Secret } from "#access/schema/secret.ts";
import { unknown } from "#access/schema/unknown.ts";

const encodeId = (type: string): string => Buffer.from(`${type}:4411:aBcD`).toString("base64");

const idCandidates = [
  "0190b3a2-7c44-7d10-8f00-3f6f5a8e2b11",
  "4411",
  "role_Heron4411",
  ...["Role", "Space", "User", "AccountOrganization", "Organization", "Project", "Model", "ApiKey"].map(encodeId),
];

/** Texts of which one satisfies the rules of any attribute, for any vendor. */
const candidates = [
  "heron-gate",
  "heron@kestrel.example",
  "https://kestrel.example",
  "2032-05-05T05:05:05Z",
  "90d",
  ...idCandidates,
];

type Rule = Pick<SupportedAttribute, "oneOf" | "accepts" | "fields">;

function rulesOf({ accepts }: Rule): readonly TextRule[] {
  if (accepts === undefined) return [];
  return "length" in accepts && !("says" in accepts) && Array.isArray(accepts) ? accepts : [accepts].flat();
}

const isId = (name: string): boolean => /(?:^i|I)ds?$/.test(name);

/** An id in a form that the vendor accepts somewhere. */
function findIdForm({ nouns }: VendorFacts): string {
  const rules = Object.values(nouns).flatMap(({ attributes }) =>
    Object.entries(attributes).flatMap(([name, rule]) =>
      isId(name) && rule.unsupported === undefined ? rulesOf(rule) : [],
    ),
  );
  return idCandidates.find((id) => rules.some((rule) => findTextFault(id, [rule]) === undefined)) ?? "4411";
}

/** Makes records of nouns from their definitions and a vendor's facts, for tests that a new noun joins by itself. */
export class SampleRecords {
  readonly #facts: VendorFacts;
  readonly #id: string;

  constructor(facts: VendorFacts) {
    this.#facts = facts;
    this.#id = findIdForm(facts);
  }

  #createText(name: string, type: Type, rule: Rule): string {
    const [first] = [...(rule.oneOf ?? []), ...("oneOf" in type ? (type.oneOf ?? []) : [])];
    if (first !== undefined) return first;
    const format = "format" in type ? type.format : undefined;
    const rules = rulesOf(rule);
    const texts = isId(name) ? [this.#id, ...idCandidates, ...candidates] : candidates;
    const fits = (text: string) => format?.accepts(text) !== false && findTextFault(text, rules) === undefined;
    return texts.find(fits) ?? "heron-gate";
  }

  #createValue(name: string, type: Type, rule: Rule): unknown {
    switch (type.kind) {
      case "bool":
        return false;
      case "integer":
        return 1n;
      case "number":
        return 1;
      case "list":
      case "set":
        return [this.#createValue(name, type.element, rule)];
      case "map":
        return { heron: this.#createValue(name, type.element, rule) };
      case "object": {
        const managed = Object.values(this.#facts.permissions.managedRoles).flat()[0];
        if ("action" in type.attributes && managed !== undefined) return managed;
        const fields = Object.entries(type.attributes).map(([field, { facts }]) => [
          field,
          this.#createValue(field, facts.type, rule.fields?.[field] ?? {}),
        ]);
        return Object.fromEntries(fields);
      }
      default:
        return this.#createText(name, type, rule);
    }
  }

  /** @param isPlan whether what the vendor computes is unknown */
  create(type: string, attributes: Attributes, isPlan: boolean): { readonly [name: string]: unknown } {
    const rules = this.#facts.nouns[type]?.attributes ?? {};
    const entries = Object.entries(attributes).map(([name, { facts }]) => {
      const rule = rules[name] ?? {};
      if (rule.unsupported !== undefined || facts.isWriteOnly) return [name, null];
      if (facts.presence === "computed") {
        if (isPlan) return [name, unknown];
        if (facts.isSecret) return [name, new Secret("kept-plover-secret-7")];
      }
      const value = this.#createValue(name, facts.type, rule);
      return [name, facts.isSecret && typeof value === "string" ? new Secret(value) : value];
    });
    return Object.fromEntries(entries);
  }
}
