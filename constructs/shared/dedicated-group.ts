import { Group, type IGroup } from "./group.ts";
import type { ISubject, OwnGroup } from "./grant.ts";

const made = new WeakMap<ISubject, OwnGroup & { readonly group: IGroup }>();

/** The group that is made for one subject alone, where the vendor gives roles to groups only. Made on first use. */
export function ownGroupOf(subject: ISubject): OwnGroup {
  const known = made.get(subject);
  if (known !== undefined) return known;
  const name = subject.name ?? subject.node.id;
  const group = new Group(subject, "Group", { name, provider: subject.provider });
  const membership = group.add(subject, { reason: `Holds what ${name} holds.` });
  const own = { group, membership };
  made.set(subject, own);
  return own;
}
