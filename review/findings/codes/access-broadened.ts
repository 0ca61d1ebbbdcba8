import { defineFinding } from "../definition.ts";
import { listGains } from "../shared/gains.ts";
import { nameSubject, writeRights } from "../shared/words.ts";

export const finding = defineFinding({
  code: "LK101",
  name: "access-broadened",
  severity: "note",
  score: 5,
  summary: "Somebody may do more than before",
  explanation:
    "A subject comes to rights that it did not have: by its own roles, through a group, or because a role that it holds is edited. It is the fact that a review is about, and right wherever the change means it.",
  fix: "Check that the subject needs it. If not, take the role or the permission out of the change.",
  example: {
    vendor: "signoz",
    says: "A role that an account holds comes to permit updates.",
    before: [
      {
        type: "role",
        address: "access_role.ferry",
        state: { id: "r-1", name: "ferry", permissions: [{ action: "read", resource: "dashboard", selectors: null }] },
      },
      {
        type: "service_account",
        address: "access_service_account.ferry",
        state: { id: "a-1", name: "ferry", roleIds: ["r-1"] },
      },
    ],
    after: [
      {
        type: "role",
        address: "access_role.ferry",
        state: {
          id: "r-1",
          name: "ferry",
          permissions: [
            { action: "read", resource: "dashboard", selectors: null },
            { action: "update", resource: "dashboard", selectors: null },
          ],
        },
      },
      {
        type: "service_account",
        address: "access_service_account.ferry",
        happening: "unchanged",
        state: { id: "a-1", name: "ferry", roleIds: ["r-1"] },
      },
    ],
  },
  find(change) {
    const { graph } = change.after;
    return listGains(change).map(({ subject, source, path, rights }) => {
      const held = rights.map(({ right }) => right);
      return {
        subject,
        address: source?.address ?? null,
        message: `${nameSubject(graph, subject)} may newly ${writeRights(graph, held)}.`,
        because: path?.causes ?? [],
        isIntroduced: true,
      };
    });
  },
});
