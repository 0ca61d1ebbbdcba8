import * as z from "zod";
import { sentFlag, sentText } from "./common.ts";
import { jsonObject } from "../../shared/wire/json-object.ts";

/** Maps groups of the identity provider to role names. */
export const roleMapping = z.object({
  defaultRole: z.string(),
  groupMappings: jsonObject(z.string()).nullable(),
  useRoleAttribute: z.boolean(),
});
export type RoleMapping = z.output<typeof roleMapping>;

/** Also accepts the former names ADMIN, EDITOR and VIEWER of the managed roles. */
export const sentRoleMapping = z
  .object({
    defaultRole: sentText,
    groupMappings: jsonObject(z.string())
      .nullish()
      .transform((mappings) => mappings ?? null),
    useRoleAttribute: sentFlag,
  })
  .nullish()
  .transform((mapping) => mapping ?? null);
