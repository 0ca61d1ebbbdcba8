import * as z from "zod";
import { receivedInstant } from "../../shared/wire/received.ts";
import { atLeastOne, id, sentDescription, sentName } from "./common.ts";

export const organization = z.object({
  id,
  name: z.string(),
  description: z.string(),
  created_at: receivedInstant,
});
export type Organization = z.output<typeof organization>;

export const organizationCreation = z.strictObject({ name: sentName, description: sentDescription.optional() });
export type OrganizationCreation = z.output<typeof organizationCreation>;

export const organizationUpdate = atLeastOne(
  z.strictObject({ name: sentName, description: sentDescription.nullable() }).partial(),
);
export type OrganizationUpdate = z.output<typeof organizationUpdate>;
