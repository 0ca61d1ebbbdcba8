// Made by `npm run generate`; edit what it is made from instead.
import { idpMembership } from "./beside/idp-membership.ts";
import { workspace } from "./beside/workspace.ts";

/** What the vendor lists beside its nouns. */
export const beside = { idp_membership: idpMembership, workspace };
