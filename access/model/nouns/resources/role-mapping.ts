import { defineResource } from "#access/schema/definition.ts";
import { bool, map, text } from "#access/schema/types.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { declareStatements, type Saying } from "../../statements/declaration.ts";
import { referToSignedIn, sayDomain } from "../../statements/sign-in.ts";
import { type ExactRef, isExact, type Ref } from "../../statements/ref.ts";

export const roleMapping = defineResource({
  type: "role_mapping",
  summary: "Roles for members who sign in with single sign-on. One mapping per auth domain.",
  description:
    "Only the role mapping of the auth domain is managed: its configuration and its secrets are not touched.",
  importId: ["authDomainId"],
  attributes: {
    id: text.computed("The auth domain's id."),
    authDomainId: text.required("The auth domain.").replaces().refersTo("auth_domain"),
    defaultRole: text.optional("Role for members whose groups give none. If not set, the vendor's default."),
    groupMappings: map(text).optional("Role that each group of the identity provider gives, by the group's name."),
    useRoleAttribute: bool.optional("Whether to use the role attribute of the identity provider. If not set, no."),
  },
});

/** The role attribute decides first: whoever has one gets nothing that is mapped. */
export function isMappingCertain(useRoleAttribute: unknown): boolean {
  return useRoleAttribute !== true && !isUnknown(useRoleAttribute);
}

// A role is given by its name. Which role the default is if none is set, the vendor's facts say.
export const statements = declareStatements(roleMapping, (state, at) => {
  const domain = at.refer("domain", state.authDomainId);
  if (domain === null) return [];
  const rest = referToSignedIn(at, domain, null);
  const said: Saying[] = [
    ...(isExact(domain) ? [sayDomain([domain], null)] : []),
    { kind: "subject", is: [rest], as: "everyoneElse", name: null },
  ];
  const isMapped = isMappingCertain(state.useRoleAttribute);
  const hold = (subject: ExactRef, role: Ref | null, attribute: string): void => {
    if (role === null) return;
    const grant = { kind: "role", role } as const;
    const isCertain = isMapped;
    said.push({ kind: "holds", subject, grant, place: null, reason: null, until: null, isCertain, attribute });
  };
  hold(rest, at.referByName("role", state.defaultRole), "defaultRole");
  const mappings = state.groupMappings;
  const groups = isUnknown(mappings) || mappings === null ? [] : Object.entries(mappings);
  const subjects = groups.map(([name, role]) => {
    const subject = referToSignedIn(at, domain, name);
    said.push({ kind: "subject", is: [subject], as: "idpGroup", name });
    hold(subject, at.referByName("role", role), "groupMappings");
    return subject;
  });
  said.push({ kind: "firstMatch", subjects, otherwise: rest });
  if (isUnknown(mappings)) hold(rest, at.referByName("role", mappings), "groupMappings");
  if (!isMapped) {
    const isCertain = state.useRoleAttribute === true;
    const grant = { kind: "anyRole" } as const;
    for (const subject of [rest, ...subjects]) {
      said.push({
        kind: "holds",
        subject,
        grant,
        place: null,
        reason: null,
        until: null,
        isCertain,
        attribute: "useRoleAttribute",
      });
    }
  }
  return said;
});
