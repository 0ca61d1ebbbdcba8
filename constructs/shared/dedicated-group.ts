import { Group, type IGroup } from "../group.ts";
import type { ISubject, OwnGroup } from "../grant.ts";

const groups = new WeakMap<ISubject, OwnGroup & { readonly group: IGroup }>();

/** The group that holds only one subject, for vendors that grant roles to groups only. It is created on first use. */
export function ensureDedicatedGroup(subject: ISubject): OwnGroup {
  const existing = groups.get(subject);
  if (existing !== undefined) return existing;
  const name = subject.name ?? subject.node.id;
  const group = new Group(subject, "Group", { name, provider: subject.provider });
  const membership = group.add(subject, { reason: `Holds what ${name} holds.` });
  const dedicated = { group, membership };
  groups.set(subject, dedicated);
  return dedicated;
}
