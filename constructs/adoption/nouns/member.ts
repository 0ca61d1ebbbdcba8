import { createConstruct } from "../code.ts";
import { type Prop, readTexts, writeOwnProp, writeProps, writeReferences } from "../props.ts";
import type { NounWriting, Scribe, WritableObject } from "../writing.ts";

function writeInvitedAs(object: WritableObject, scribe: Scribe): readonly Prop[] {
  const roles = readTexts(object, "roleIds");
  return roles === undefined ? [] : [["invitedAs", writeReferences(roles, "role", scribe)]];
}

export const member: NounWriting = {
  isReferredTo: true,
  existing: "Member",
  write: (object, scribe) => ({
    code: createConstruct("Member", object.constructId, [
      ...writeProps(object, ["email", "name", "accountRole", "inviteMode"]),
      ...writeInvitedAs(object, scribe),
      ...writeProps(object, ["inviteBaseUrl", "deletionPolicy"]),
      ...writeOwnProp(object, scribe),
    ]),
    resource: ["resource"],
  }),
};
