export * from "./access/list-access.ts";
export {
  type FindingsOptions,
  type GrantOptions,
  matchers,
  type MatcherResult,
  type PlacedGrantOptions,
} from "./access/matchers.ts";
export type { AccessPermission, AccessPrincipal, AccessRole } from "./access/named.ts";
export type { AccessSource } from "./access/source.ts";
export type { AccessMatchers } from "./access/types.ts";
export * from "./mock.ts";
