import { isUnknown } from "#access/schema/unknown.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import type { AccessChange, AccessSide } from "../../change/access-change.ts";
import { defineFinding } from "../definition.ts";

const givers = nounDefinitions.filter(({ attributes }) =>
  ["reason", "until"].every((name) => Object.hasOwn(attributes, name)),
);

/** Whether an attribute is there, and the vendor does not refuse it. */
function supports({ account: { vendor } }: Instance, type: string, attribute: string): boolean {
  const nouns = Object.hasOwn(vendorFacts, vendor) ? (vendorFacts[vendor]?.nouns ?? {}) : {};
  const noun = Object.hasOwn(nouns, type) ? nouns[type] : undefined;
  return noun !== undefined && noun.attributes[attribute]?.unsupported === undefined;
}

/** Nouns by which a role is given with a reason: the noun itself, or, for what has a list of roles, one that refers to it. */
function canSay(instance: Instance): boolean {
  return givers.some(({ type, attributes }) => {
    if (!supports(instance, type, "reason")) return false;
    if (type === instance.type) return true;
    return Object.entries(attributes).some(
      ([name, { facts }]) => facts.refersTo === instance.type && supports(instance, type, name),
    );
  });
}

/** The lists of roles of each noun. */
const roleLists: ReadonlyMap<string, readonly string[]> = new Map(
  nounDefinitions.map(({ type, attributes }) => {
    const lists = Object.entries(attributes).filter(([, { facts }]) => {
      return facts.refersTo === "role" && facts.type.kind !== "text" && facts.presence !== "computed";
    });
    return [type, lists.map(([name]) => name)];
  }),
);

interface Silence {
  readonly instance: Instance;
  /** A sentence. */
  readonly message: string;
  readonly fix?: string;
}

function listLists(instance: Instance): readonly Silence[] {
  const full = (roleLists.get(instance.type) ?? []).filter((name) => {
    const value = instance.state[name] ?? null;
    return isUnknown(value) || (Array.isArray(value) && value.length > 0);
  });
  if (full.length === 0) return [];
  const message = `The ${instance.type.replaceAll("_", " ")} has a list of roles, where nothing says why they are given.`;
  return [{ instance, message, fix: "Give each role with a binding of its own, which has a `reason`." }];
}

function judge(instance: Instance): readonly Silence[] {
  const { type, state } = instance;
  if (!givers.some((giver) => giver.type === type)) return listLists(instance);
  const { reason = null } = state;
  const noun = type.replaceAll("_", " ");
  if (isUnknown(reason)) return [{ instance, message: `Why the ${noun} gives the role is not known yet.` }];
  if (typeof reason === "string" && reason.trim() !== "") return [];
  return [{ instance, message: `The ${noun} does not say why the role is given.` }];
}

function listSilent({ instances }: AccessSide, { policy: { policy } }: AccessChange): readonly Silence[] {
  if (!policy.reasonRequired) return [];
  return instances.filter((one) => one.kind === "resource" && one.presence === "managed" && canSay(one)).flatMap(judge);
}

export const finding = defineFinding({
  code: "LK402",
  name: "reason-missing",
  severity: "warning",
  score: null,
  summary: "The code gives a role, and does not say why",
  explanation:
    "The policy asks for a reason (`reasonRequired`), so that whoever looks at the role next year knows whether it is still needed. A list of roles has no place for one, and is found where the vendor has bindings that do. Where it has none, and for what an identity provider gives, nothing is found.",
  fix: "Set `reason`.",
  find(change) {
    const known = new Set(listSilent(change.before, change).map(({ instance: { address } }) => address));
    return listSilent(change.after, change).map(({ instance: { address, type }, message, fix }) => ({
      subject: null,
      address,
      message,
      ...(fix === undefined ? {} : { fix }),
      because: [{ address, type, attribute: null, presence: "managed" as const, happening: "seen" as const }],
      isIntroduced: !known.has(address),
    }));
  },
});
