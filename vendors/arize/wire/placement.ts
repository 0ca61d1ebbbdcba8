import * as z from "zod";
import { assignment, id, sentMemberRole } from "./common.ts";

/** The request body to add a user to an organization or a space. */
export const memberAddition = z.strictObject({ user_id: id, role: sentMemberRole });
export type MemberAddition = z.output<typeof memberAddition>;

const membership = { id, user_id: id, role: assignment };

export const organizationMembership = z.object({ ...membership, organization_id: id });

export const spaceMembership = z.object({ ...membership, space_id: id });
export type OrganizationMembership = z.output<typeof organizationMembership>;
export type SpaceMembership = z.output<typeof spaceMembership>;
