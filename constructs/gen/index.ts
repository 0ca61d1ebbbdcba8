// Made by `npm run generate`; edit what it is made from instead.
export * from "./data-access-identity.ts";
export * from "./data-access-role.ts";
export * from "./data-access-service-account.ts";
export * from "./key.ts";
export * from "./provider.ts";
export * from "./role.ts";
export * from "./role-binding.ts";
export * from "./service-account.ts";
