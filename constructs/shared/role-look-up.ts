import type { Construct } from "constructs";
import { DataAccessRole } from "../gen/data-access-role.ts";
import type { IRole } from "../grant.ts";
import type { ById, ByName } from "../reference.ts";
import { lookUpById, lookUpByName } from "./look-up.ts";
import { RoleBase } from "./role-base.ts";
import { completeLookUp } from "./noun-configuration.ts";

/** A role that exists, by the vendor's id. */
export function findRoleById(scope: Construct, id: string, value: string | ById): IRole {
  return new RoleBase(scope, id, lookUpById(value));
}

/** A role that exists, found by its name when Terraform plans. */
export function findRoleByName(scope: Construct, id: string, value: string | ByName): IRole {
  const role = lookUpByName(value, (at, name) => new DataAccessRole(at, "Resource", completeLookUp(at, { name })));
  return new RoleBase(scope, id, role);
}
