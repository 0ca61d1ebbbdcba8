// Made by `npm run generate`; edit what it is made from instead.
export * from "./data-access-auth-domain.ts";
export * from "./data-access-group.ts";
export * from "./data-access-identity.ts";
export * from "./data-access-keys.ts";
export * from "./data-access-member.ts";
export * from "./data-access-role.ts";
export * from "./data-access-scope.ts";
export * from "./data-access-service-account.ts";
export * from "./group.ts";
export * from "./group-membership.ts";
export * from "./key.ts";
export * from "./member.ts";
export * from "./provider.ts";
export * from "./role.ts";
export * from "./role-binding.ts";
export * from "./role-mapping.ts";
export * from "./service-account.ts";
