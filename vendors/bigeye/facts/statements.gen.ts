// Made by `npm run generate`; edit what it is made from instead.
import type { InstanceStatements } from "#access/model/statements/declaration.ts";
import { group } from "./statements/group.ts";
import { role } from "./statements/role.ts";

/** What this vendor alone says about access, by noun. */
export const statements: { readonly [name: string]: InstanceStatements } = { group, role };
