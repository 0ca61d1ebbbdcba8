/** What to do instead, where several nouns lack the same. */
export const noGroups = "SigNoz has no groups: give each subject its roles.";
