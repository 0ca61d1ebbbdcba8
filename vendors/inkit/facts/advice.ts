/** What to do instead, where several nouns lack the same. */
export const noGroups = "Inkit has no groups: list the roles in `role_ids`.";
