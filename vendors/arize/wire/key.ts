import * as z from "zod";
import { receivedInstant, receivedSecret } from "../../shared/wire/received.ts";
import * as rules from "../facts/data/limits.ts";
import { defaultLevels } from "../facts/data/levels.ts";
import {
  assignment,
  id,
  instant,
  toPredefined,
  sentAccountRole,
  sentDescription,
  sentMemberRole,
  sentText,
} from "./common.ts";

export const keyTypes = ["USER", "SERVICE"] as const;

export const keyStatuses = ["ACTIVE", "REVOKED"] as const;

export const apiKey = z.object({
  id,
  name: z.string(),
  description: z.string().optional(),
  /** `USER` or `SERVICE`. */
  key_type: z.string(),
  /** `ACTIVE` or `REVOKED`. Only `expires_at` shows that a key has expired. */
  status: z.string(),
  redacted_key: z.string(),
  created_at: receivedInstant,
  /** Omitted if the key never expires. */
  expires_at: receivedInstant.optional(),
  created_by_user_id: id,
  last_used_at: receivedInstant.optional(),
});
export type ApiKey = z.output<typeof apiKey>;

/** The identity of a service key. No other response shows what a key is bound to. */
const botUser = z.object({
  id,
  name: z.string(),
  account_role: assignment,
  organizations: z.array(
    z.object({
      org_id: id,
      role: assignment,
      spaces: z.array(z.object({ space_id: id, role: assignment })),
    }),
  ),
});

/** Only these three responses contain the secret of a key. */
export const createdUserKey = apiKey.extend({ key: receivedSecret });

export const createdServiceKey = createdUserKey.extend({ bot_user: botUser });

export const refreshedKey = apiKey.extend({ key: receivedSecret });
export type CreatedServiceKey = z.output<typeof createdServiceKey>;
export type RefreshedKey = z.output<typeof refreshedKey>;

const keyFields = {
  name: sentText(rules.keyName),
  description: sentDescription.optional(),
  expires_at: instant.optional(),
};

const userKeyCreation = z.strictObject({ key_type: z.literal("USER"), ...keyFields });

const sentSpace = z.strictObject({ space_id: id, role: sentMemberRole.default(toPredefined(defaultLevels.space)) });

const sentOrganization = z.strictObject({
  org_id: id,
  role: sentMemberRole.default(toPredefined(defaultLevels.organization)),
  spaces: z.array(sentSpace).min(1).max(rules.mostBindings),
});

const serviceKeyCreation = z.strictObject({
  key_type: z.literal("SERVICE"),
  ...keyFields,
  account_role: sentAccountRole.default(toPredefined(defaultLevels.account)),
  organizations: z.array(sentOrganization).min(1).max(rules.mostBindings),
});
export type ServiceKeyCreation = z.output<typeof serviceKeyCreation>;

export const keyCreation = z.discriminatedUnion("key_type", [userKeyCreation, serviceKeyCreation]);
export type UserKeyCreation = z.output<typeof userKeyCreation>;

/** The request body, in which roles are optional. */
export type SentServiceKey = z.input<typeof serviceKeyCreation>;

export const keyRefresh = z.strictObject({
  expires_at: instant.optional(),
  grace_period_seconds: z.int().min(0).max(rules.longestGrace).optional(),
});
export type KeyRefresh = z.output<typeof keyRefresh>;
