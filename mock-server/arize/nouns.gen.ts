// Made by `npm run generate`; edit what it is made from instead.
import { noun as auditLog } from "./audit-log.ts";
import { noun as graphql } from "./graphql.ts";
import { noun as key } from "./key.ts";
import { noun as member } from "./member.ts";
import { noun as organization } from "./organization.ts";
import { noun as placement } from "./placement.ts";
import { noun as restriction } from "./restriction.ts";
import { noun as roleBinding } from "./role-binding.ts";
import { noun as role } from "./role.ts";
import { noun as scopeProject } from "./scope-project.ts";
import { noun as scope } from "./scope.ts";
import { noun as settings } from "./settings.ts";

export const nouns = [
  auditLog,
  graphql,
  key,
  member,
  organization,
  placement,
  restriction,
  roleBinding,
  role,
  scopeProject,
  scope,
  settings,
];
