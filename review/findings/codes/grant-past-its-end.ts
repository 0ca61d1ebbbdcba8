import { defineFinding } from "../definition.ts";
import type { AccessSide } from "../../change/access-change.ts";

function listPast({ graph }: AccessSide, at: string) {
  return graph.statements.flatMap((statement) => {
    if (statement.kind !== "holds" || statement.until === null) return [];
    return Date.parse(statement.until) <= Date.parse(at) ? [statement] : [];
  });
}

export const finding = defineFinding({
  code: "LK404",
  name: "grant-past-its-end",
  severity: "error",
  score: 7,
  summary: "A role is held longer than the code says",
  explanation:
    "`until` tells when a role should be taken away, and no vendor does it by itself. The instant has passed, and the role is still given.",
  fix: "Remove the binding, or say in the code how long it is needed.",
  find({ before, after, at }) {
    const known = new Set(listPast(before, at).map(({ cause }) => cause.address));
    return listPast(after, at).map(({ cause, until }) => ({
      subject: null,
      address: cause.address,
      message: `The role was to be taken away on ${until ?? ""}.`,
      because: [cause],
      isIntroduced: !known.has(cause.address),
    }));
  },
});
