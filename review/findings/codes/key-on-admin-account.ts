import type { AccessSide } from "../../change/access-change.ts";
import { defineFinding, type FoundObject } from "../definition.ts";
import { findLiving } from "../shared/keys.ts";
import { findAdministration } from "../shared/standings.ts";
import { nameSubject } from "../shared/words.ts";

interface AdminKey {
  readonly subject: string;
  readonly key: string;
  readonly name: string;
  readonly causes: ReturnType<typeof findAdministration>[number]["paths"][number]["causes"];
  readonly address: string | null;
  /** What lives, where no code has it. */
  readonly object?: FoundObject;
}

/** Keys of accounts that administer everything. */
function listAdminKeys(side: AccessSide): readonly AdminKey[] {
  const { graph } = side;
  return [...graph.credentials].flatMap(([subject, all]) => {
    const [right] = findAdministration(graph, subject);
    const keys = all.filter(({ form }) => form === "key");
    if (right === undefined) return [];
    return keys.map((credential) => {
      const { id, name, cause } = credential;
      return {
        ...findLiving(credential, side),
        subject,
        key: JSON.stringify([typeof name === "string" ? name : id]),
        name: typeof name === "string" ? `The key ${name}` : "A key",
        causes: [cause, ...(right.paths[0]?.causes ?? [])],
        address: cause.address,
      };
    });
  });
}

export const finding = defineFinding({
  code: "LK208",
  name: "key-on-admin-account",
  severity: "error",
  score: 8.5,
  tells: "both",
  summary: "A key opens a whole account",
  explanation:
    "A key is all that its account may do. This one belongs to an administrator, so that whoever finds it has everything, without a second factor and without a person to ask.",
  fix: "Give the account a custom role with the permissions that are needed.",
  find({ before, after }) {
    const known = new Set(listAdminKeys(before).map(({ key }) => key));
    return listAdminKeys(after).map(({ subject, key, name, causes, address, ...living }) => ({
      ...living,
      subject,
      address,
      about: [key],
      severity: known.has(key) ? ("warning" as const) : ("error" as const),
      message: `${name} belongs to ${nameSubject(after.graph, subject)}, which administers the whole account.`,
      because: causes,
      isIntroduced: !known.has(key),
    }));
  },
});
