/** Names of keys and roles. The vendor only documents that they are required: no length, characters or uniqueness. */
export const displayName = { pattern: /\S/, says: "text that is not blank" };

/** The id of a role or key, in the form of the documented ids: a word, an underscore and base-62 characters. */
export const objectId = {
  pattern: /^[a-z0-9]+_[A-Za-z0-9]+$/,
  says: "a word, an underscore, then letters and digits, such as role_4Vt1zKQ2m8XcYpLr0aWbEh",
};
