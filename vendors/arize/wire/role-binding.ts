import * as z from "zod";
import { id } from "./common.ts";
import { stamps } from "./role.ts";

export const boundTypes = ["SPACE", "PROJECT"] as const;
export type BoundType = (typeof boundTypes)[number];

export const roleBinding = z.object({
  id,
  role_id: id,
  user_id: id,
  /** `SPACE` or `PROJECT`. */
  resource_type: z.string(),
  resource_id: id,
  ...stamps,
});
export type RoleBinding = z.output<typeof roleBinding>;

export const roleBindingCreation = z.strictObject({
  role_id: id,
  user_id: id,
  resource_type: z.enum(boundTypes),
  resource_id: id,
});
export type RoleBindingCreation = z.output<typeof roleBindingCreation>;

export const roleBindingUpdate = z.strictObject({ role_id: id });
