/** The provider's name: resource types start with it. */
export const providerName = "access";

/** Where the provider is found: `registry.terraform.io/latchkey/access`. */
export const providerSource = "latchkey/access";
