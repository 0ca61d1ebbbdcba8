import type { RightChange } from "#access/graph/difference.ts";
import { translateRight } from "#access/graph/matching.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { findAnswer } from "#access/graph/questions.ts";
import type { AccessChange } from "../../change/access-change.ts";
import { type Gain, listGains } from "./gains.ts";

/** What a change gives, held against what somebody may do who makes it. */
export interface Beyond {
  readonly gain: Gain;
  /** What they certainly may not do. */
  readonly rights: readonly RightChange[];
  /** Why it cannot be told of others: sentences. */
  readonly missing: readonly string[];
}

export function listBeyond(change: AccessChange, subject: NodeId): readonly Beyond[] {
  const { before, matching } = change;
  const { account } = before.graph.nodes.get(subject) ?? {};
  return listGains(change).map((gain) => {
    const answers = gain.rights
      .filter(({ right }) => right.account === account)
      .map((one) => {
        const { atom, scope } = translateRight(one.right, matching.toBefore);
        return { one, answer: findAnswer(before.graph, { subject, atom, scope }) };
      });
    return {
      gain,
      rights: answers.filter(({ answer }) => answer.kind === "no").map(({ one }) => one),
      missing: answers.flatMap(({ answer }) => (answer.kind === "unknown" ? answer.missing : [])),
    };
  });
}
