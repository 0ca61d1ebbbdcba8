import type { InstanceStatements, Saying } from "#access/model/statements/declaration.ts";
import { isUnknown } from "#access/schema/unknown.ts";

/** Groups of the identity provider add their people to the group: nobody is taken out of another one by it. */
export const group: InstanceStatements = ({ idpGroups }, at) => {
  const [own] = at.self("group");
  if (own === undefined || idpGroups === null || idpGroups === undefined) return [];
  const names: readonly unknown[] = isUnknown(idpGroups) || !Array.isArray(idpGroups) ? [idpGroups] : idpGroups;
  return names.flatMap((name): readonly Saying[] => {
    const subject = at.refer("idpGroup", name);
    if (subject === null) return [];
    const inGroup: Saying = { kind: "inGroup", subject, group: own, attribute: "idpGroups" };
    if (subject.kind !== "id") return [inGroup];
    return [{ kind: "subject", is: [subject], as: "idpGroup", name: subject.text, attribute: "idpGroups" }, inGroup];
  });
};
