import { covers } from "#access/graph/covering.ts";
import { defineFinding } from "../definition.ts";
import { listGains } from "../shared/gains.ts";
import { nameSubject } from "../shared/words.ts";

export const finding = defineFinding({
  code: "LK102",
  name: "admin-granted",
  severity: "error",
  score: 9.1,
  summary: "Somebody comes to administer a whole account",
  explanation:
    "The subject comes to a standing that passes every check of the vendor, such as its role or group of administrators. Whoever gets hold of its key or its session has everything: all data, all roles and all keys.",
  fix: "Give a custom role with the permissions that are needed. If it must be an administrator, say why, and until when.",
  covers: ["LK101"],
  example: {
    vendor: "bigeye",
    says: "A service account is put into the group of administrators.",
    before: [
      { type: "group", address: "data.access_group.admins", kind: "dataSource", state: { id: "22", name: "Admin" } },
      {
        type: "service_account",
        address: "access_service_account.ferry",
        state: { id: "51", name: "ferry", groupIds: [] },
      },
    ],
    after: [
      { type: "group", address: "data.access_group.admins", kind: "dataSource", state: { id: "22", name: "Admin" } },
      {
        type: "service_account",
        address: "access_service_account.ferry",
        state: { id: "51", name: "ferry", groupIds: ["22"] },
      },
    ],
  },
  find(change) {
    const { graph } = change.after;
    return listGains(change).flatMap(({ subject, source, path, rights }) => {
      const isEverything = rights.some(({ right }) => {
        const wanted = { ...right, atom: { kind: "anything" } as const, scope: null };
        return right.atom.kind === "standing" && covers(right, wanted, { graph, bound: "lower" });
      });
      if (!isEverything) return [];
      return [
        {
          subject,
          address: source?.address ?? null,
          message: `${nameSubject(graph, subject)} comes to administer the whole account.`,
          because: path?.causes ?? [],
          isIntroduced: true,
        },
      ];
    });
  },
});
