import * as z from "zod";
import { sentFlag, sentText } from "./common.ts";

/** Which role a group of the identity provider gets; roles by name. */
export const roleMapping = z.object({
  defaultRole: z.string(),
  groupMappings: z.record(z.string(), z.string()).nullable(),
  useRoleAttribute: z.boolean(),
});
export type RoleMapping = z.output<typeof roleMapping>;

/** Role names; the old names ADMIN, EDITOR and VIEWER are taken for the managed roles. */
export const sentRoleMapping = z
  .object({
    defaultRole: sentText,
    groupMappings: z
      .record(z.string(), z.string())
      .nullish()
      .transform((mappings) => mappings ?? null),
    useRoleAttribute: sentFlag,
  })
  .nullish()
  .transform((mapping) => mapping ?? null);
