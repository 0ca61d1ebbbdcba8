/** Shared by the nouns that would need groups. */
export const noGroups = "Inkit has no groups: list the roles in `role_ids`.";
