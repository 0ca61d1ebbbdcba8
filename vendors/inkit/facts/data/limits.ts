/** Names of keys and of roles. The vendor's forms require one and say no more: no length, no letters, no uniqueness. */
export const displayName = { pattern: /\S/, says: "text that is not blank" };

/** A role's or key's id: a word, an underscore and base-62 characters, as the ids of the vendor's documented objects. */
export const objectId = {
  pattern: /^[a-z0-9]+_[A-Za-z0-9]+$/,
  says: "a word, an underscore, then letters and digits, such as role_4Vt1zKQ2m8XcYpLr0aWbEh",
};
