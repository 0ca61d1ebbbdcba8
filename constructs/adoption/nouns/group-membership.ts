import { callMethod } from "../code.ts";
import { readText } from "../props.ts";
import type { NounWriting } from "../writing.ts";

export const groupMembership: NounWriting = {
  isReferredTo: false,
  write(object, scribe) {
    const group = readText(object, "groupId");
    const account = readText(object, "serviceAccountId");
    const member = readText(object, "memberId");
    if (group === undefined || (account ?? member) === undefined) return undefined;
    const subject =
      account === undefined ? scribe.refer("member", member ?? "") : scribe.refer("service_account", account);
    return { code: callMethod(scribe.refer("group", group), "add", [subject]), resource: [], isLevelOne: true };
  },
};
