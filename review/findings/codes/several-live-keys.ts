import type { AccessSide } from "../../change/access-change.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import type { StatementOf } from "#access/model/statements/statement.ts";
import { defineFinding } from "../definition.ts";
import { nameSubject } from "../shared/words.ts";

interface Several {
  readonly subject: NodeId;
  readonly keys: readonly StatementOf<"credential">[];
}

/** Accounts with more than one key that works and is not about to go. */
function listSeveral({ graph }: AccessSide, at: string): readonly Several[] {
  return [...graph.credentials].flatMap(([subject, all]): readonly Several[] => {
    const keys = all.filter(({ form, expiresAt }) => {
      return form === "key" && !(typeof expiresAt === "string" && Date.parse(expiresAt) <= Date.parse(at));
    });
    return keys.length > 1 ? [{ subject, keys }] : [];
  });
}

export const finding = defineFinding({
  code: "LK209",
  name: "several-live-keys",
  severity: "note",
  score: 3,
  summary: "An account has several keys that work",
  explanation:
    "With one key for each account, its name says who acts. With several, a leaked one is hard to tell from the others. For a rotation, `overlap` keeps the old key long enough.",
  fix: "Give each user of a key an account of its own.",
  find({ before, after, at, matching }) {
    const known = new Map(listSeveral(before, at).map(({ subject, keys }) => [subject, keys.length]));
    return listSeveral(after, at).map(({ subject, keys }) => ({
      subject,
      address: keys[0]?.cause.address ?? null,
      message: `${nameSubject(after.graph, subject)} has ${keys.length} keys that work.`,
      because: keys.map(({ cause }) => cause),
      isIntroduced: keys.length > (known.get(matching.toBefore.get(subject) ?? "") ?? 1),
    }));
  },
});
