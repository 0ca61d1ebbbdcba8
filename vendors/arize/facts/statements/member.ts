import type { InstanceStatements } from "#access/model/statements/declaration.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { developer } from "../data/levels.ts";

/** Whether a person may create keys comes beside the level. */
export const member: InstanceStatements = ({ isDeveloper, email }, at) => {
  const [subject] = at.self("principal", email);
  if (subject === undefined || !(isDeveloper === true || isUnknown(isDeveloper))) return [];
  const grant = { kind: "standing", standing: developer } as const;
  const held = { kind: "holds", subject, grant, place: null, reason: null, until: null } as const;
  return [{ ...held, isCertain: isDeveloper === true, attribute: "isDeveloper" }];
};
