/** Shared advice for the nouns that Arize does not support because it has no groups. */
export const noGroups = "Arize has no groups: give each subject its roles with access_role_binding.";
