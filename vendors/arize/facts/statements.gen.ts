// Made by `npm run generate`; edit what it is made from instead.
import type { InstanceStatements } from "#access/model/statements/declaration.ts";
import { key } from "./statements/key.ts";
import { member } from "./statements/member.ts";

/** What this vendor alone says about access, by noun. */
export const statements: { readonly [name: string]: InstanceStatements } = { key, member };
