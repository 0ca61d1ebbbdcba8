import type { AccessSide } from "../../change/access-change.ts";
import { listSubjects } from "#access/graph/questions.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import type { Cause } from "#access/model/statements/instance.ts";
import { defineFinding } from "../definition.ts";
import { findAdministration } from "../shared/standings.ts";
import { nameSubject } from "../shared/words.ts";

interface Endless {
  readonly subject: NodeId;
  readonly cause: Cause;
  readonly causes: readonly Cause[];
}

/** Bindings without an end that make somebody an administrator. Only a binding has a place for one. */
function listEndless({ graph }: AccessSide): readonly Endless[] {
  return listSubjects(graph).flatMap((subject) =>
    findAdministration(graph, subject).flatMap(({ paths }) =>
      paths.flatMap(({ until, causes }): readonly Endless[] => {
        const cause = causes.find(({ type, presence }) => type === "role_binding" && presence === "managed");
        return until !== null || cause === undefined ? [] : [{ subject, cause, causes }];
      }),
    ),
  );
}

export const finding = defineFinding({
  code: "LK403",
  name: "grant-without-end",
  severity: "warning",
  score: 5,
  summary: "Somebody is an administrator for good",
  explanation:
    "The code gives administration without saying until when, so that nobody is asked again. No vendor ends it by itself: `until` makes the review say when it is over.",
  fix: "Set `until`, and `reason`.",
  find({ before, after }) {
    const known = new Set(listEndless(before).map(({ cause }) => cause.address));
    return listEndless(after).map(({ subject, cause, causes }) => ({
      subject,
      address: cause.address,
      message: `${nameSubject(after.graph, subject)} administers the whole account, and the code does not say until when.`,
      because: causes,
      isIntroduced: !known.has(cause.address),
    }));
  },
});
