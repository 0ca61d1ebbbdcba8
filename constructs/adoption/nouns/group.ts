import { createConstruct } from "../code.ts";
import { writeNameProp, writeOwnProp } from "../props.ts";
import type { NounWriting } from "../writing.ts";

export const group: NounWriting = {
  isReferredTo: true,
  existing: "Group",
  write: (object, scribe) => ({
    code: createConstruct("Group", object.constructId, [...writeNameProp(object), ...writeOwnProp(object, scribe)]),
    resource: ["resource"],
  }),
};
