import type { BesideList } from "#access/model/vendors/adapter.ts";
import type { Told } from "#access/model/vendors/told.ts";
import { readRows, readWhole, toTold } from "../../shared/lists/read-rows.ts";
import type { BigeyeConnection } from "../connection.ts";
import { isManualMember } from "../memberships.ts";
import type { Group } from "../wire/group.ts";
import { isNeverEmpty } from "../lists.ts";

function tellGroup(group: Group): readonly Told[] {
  const { id, name, idpGroups, memberships } = group;
  const members = memberships
    .filter(({ user }) => !isManualMember(group, user.id))
    .map(({ user }): Told => {
      const state = { id: user.id, groupId: id, serviceAccountId: null, memberId: user.id, reason: null };
      return { type: "group_membership", kind: "resource", state };
    });
  return idpGroups.length === 0
    ? members
    : [{ type: "group", kind: "resource", state: { id, name, idpGroups } }, ...members];
}

/** Who is in a group through the identity provider: nobody manages that one by one. */
export const idpMembership: BesideList<BigeyeConnection> = {
  list({ client: bigeye, signal }) {
    const pages = readWhole(() => bigeye.reads.readGroups(bigeye.during(signal)));
    return toTold(readRows({ what: "Memberships through the identity provider", pages, isNeverEmpty }), tellGroup);
  },
};
