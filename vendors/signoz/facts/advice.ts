/** Shared by the nouns that would need groups. */
export const noGroups = "SigNoz has no groups: give each subject its roles.";
