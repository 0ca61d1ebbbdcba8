import { isUnknown } from "#access/schema/unknown.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import type { AccessChange, AccessSide } from "../../change/access-change.ts";
import { defineFinding } from "../definition.ts";

const givers = nounDefinitions.filter(({ attributes }) =>
  ["reason", "until"].every((name) => Object.hasOwn(attributes, name)),
);
const giving = new Set(givers.map(({ type }) => type));

/** Whether the code could say why: the noun has a place for it, and the vendor does not refuse it. */
function takesReason({ account: { vendor }, type }: Instance): boolean {
  const nouns = Object.hasOwn(vendorFacts, vendor) ? (vendorFacts[vendor]?.nouns ?? {}) : {};
  const rule = Object.hasOwn(nouns, type) ? nouns[type]?.attributes["reason"] : undefined;
  return giving.has(type) && rule?.unsupported === undefined;
}

function listWithout({ instances }: AccessSide, { policy: { policy } }: AccessChange): readonly Instance[] {
  if (!policy.reasonRequired) return [];
  return instances.filter((instance) => {
    const { kind, presence, state } = instance;
    const { reason = null } = state;
    if (kind !== "resource" || presence !== "managed" || !takesReason(instance) || isUnknown(reason)) return false;
    return typeof reason !== "string" || reason.trim() === "";
  });
}

export const finding = defineFinding({
  code: "LK402",
  name: "reason-missing",
  severity: "warning",
  score: null,
  summary: "The code gives a role, and does not say why",
  explanation:
    "The policy asks for a reason (`reasonRequired`), so that whoever looks at the role next year knows whether it is still needed. Where code has no place for a reason, such as in a list of roles, nothing is found.",
  fix: "Set `reason`.",
  find(change) {
    const known = new Set(listWithout(change.before, change).map(({ address }) => address));
    return listWithout(change.after, change).map(({ address, type }) => ({
      subject: null,
      address,
      message: `The ${type.replaceAll("_", " ")} does not say why the role is given.`,
      because: [{ address, type, attribute: null, presence: "managed" as const, happening: "seen" as const }],
      isIntroduced: !known.has(address),
    }));
  },
});
