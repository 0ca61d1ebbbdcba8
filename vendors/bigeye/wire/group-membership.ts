import * as z from "zod";
import { enumeration } from "./common.ts";
import { id, listOf, pair, text } from "./common.ts";

export const groupUserChange = z.object({
  successfulIds: listOf(pair),
  failedUpdates: listOf(pair.extend({ reason: text })),
});

export const groupUsersBody = z.object({
  operation: enumeration("GROUP_USER_OPERATION", ["ADD", "REMOVE"]),
  userIds: listOf(id),
  groupIds: listOf(id),
});
