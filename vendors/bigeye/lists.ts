/**
 * Of users, groups and roles: a token has an owner, the Admin group cannot be deleted, and there are managed roles. A missing list
 * and an empty one look the same here, and nobody documents what somebody gets who may not read them.
 */
export const isNeverEmpty = true;
