import * as z from "zod";
import { count, flag, id, listOf, text } from "./common.ts";
import { role } from "./role.ts";

export const workspace = z.object({ id, name: text, isDefault: flag });
export type Workspace = z.output<typeof workspace>;

/** Older servers return a bare list. */
export const workspaces = z.union([
  z.array(workspace).transform((listed) => ({ workspaces: listed })),
  z.object({ workspaces: listOf(workspace) }),
]);

export const workspaceAccessors = z.object({
  groups: listOf(z.object({ id, name: text, userCount: count, roles: listOf(role) })),
  users: listOf(
    z.object({ id, name: text, email: text, groupIds: listOf(id), highestRoleName: text, highestRoleType: text }),
  ),
});

/** A simplified object of a workspace, which only the mock uses. */
export const collection = z.object({ id, name: text, description: text });

export const collections = z.object({ collections: listOf(collection) });
