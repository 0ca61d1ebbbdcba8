import { isMappingCertain, roleMapping as definition } from "#access/model/nouns/resources/role-mapping.ts";
import { declareStatements } from "#access/model/statements/declaration.ts";
import { referToSignedIn } from "#access/model/statements/sign-in.ts";

/** Who signs in and whose groups give no role gets this one (vendors/signoz/NOTES.md, People and mappings). */
const roleByDefault = "signoz-viewer";

export const roleMapping = declareStatements(definition, (state, at) => {
  const { authDomainId, defaultRole } = state;
  const domain = at.refer("domain", authDomainId);
  const role = at.referByName("role", roleByDefault);
  if (domain === null || role === null || defaultRole !== null) return [];
  const subject = referToSignedIn(at, domain, null);
  const grant = { kind: "role", role } as const;
  const isCertain = isMappingCertain(state.useRoleAttribute);
  return [
    { kind: "holds", subject, grant, place: null, reason: null, until: null, isCertain, attribute: "defaultRole" },
  ];
});
