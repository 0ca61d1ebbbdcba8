import { defineFinding } from "../definition.ts";
import { listGains } from "../shared/gains.ts";
import { isEverything } from "../shared/standings.ts";
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
  covers: ["LK101", "LK107", "LK902"],
  find(change) {
    const { graph } = change.after;
    return listGains(change)
      .filter(({ rights }) => rights.some(({ right }) => isEverything(right, graph)))
      .map(({ subject, source, path }) => ({
        subject,
        address: source?.address ?? null,
        message: `${nameSubject(graph, subject)} comes to administer the whole account.`,
        because: path?.causes ?? [],
        isIntroduced: true,
      }));
  },
});
