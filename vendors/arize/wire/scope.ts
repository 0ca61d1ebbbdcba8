import * as z from "zod";
import { receivedInstant } from "../../shared/wire/received.ts";
import { atLeastOne, id, sentDescription, sentName } from "./common.ts";

/** A space does not show its organization, but a list can be limited to one. */
export const space = z.object({
  id,
  name: z.string(),
  description: z.string(),
  created_at: receivedInstant,
  is_private: z.boolean(),
});
export type Space = z.output<typeof space>;

export const spaceCreation = z.strictObject({
  name: sentName,
  organization_id: id,
  description: sentDescription.optional(),
  is_private: z.boolean().optional(),
});
export type SpaceCreation = z.output<typeof spaceCreation>;

export const spaceUpdate = atLeastOne(
  z.strictObject({ name: sentName, description: sentDescription.nullable(), is_private: z.boolean() }).partial(),
);
export type SpaceUpdate = z.output<typeof spaceUpdate>;

export const project = z.object({ id, name: z.string(), space_id: id, created_at: receivedInstant });
export type Project = z.output<typeof project>;

export const projectCreation = z.strictObject({ name: sentName, space_id: id });

export const projectUpdate = z.strictObject({ name: sentName });
