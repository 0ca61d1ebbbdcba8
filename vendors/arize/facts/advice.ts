/** What to do instead, where several nouns lack the same. */
export const noGroups = "Arize has no groups: give each subject its roles with access_role_binding.";
