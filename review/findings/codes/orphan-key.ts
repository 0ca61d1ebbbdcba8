import { findNode, type Graph, keyOfCompleteness } from "#access/graph/graph.ts";
import { classify, findSubjectNode } from "../../drift/classify.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import type { Ref } from "#access/model/statements/ref.ts";
import { defineFinding } from "../definition.ts";
import { describeObject, nameObject, readDrift, tellTraces } from "../shared/drift.ts";

/** Whether nobody at the vendor is who a key is of, although everybody is known. */
function isNobody(graph: Graph, subject: Ref | null): boolean {
  if (subject === null || !graph.complete.has(keyOfCompleteness(subject.account, "subjects"))) return false;
  const node = findNode(graph, subject);
  return node === undefined || graph.nodes.get(node)?.as === null;
}

function isOrphan(graph: Graph, instance: Instance): boolean {
  const { as, subject } = classify(instance);
  return as === "key" && isNobody(graph, subject);
}

export const finding = defineFinding({
  code: "LK509",
  name: "orphan-key",
  severity: "error",
  score: 7.5,
  tells: "drift",
  isDrift: true,
  summary: "A key outlives its account",
  explanation:
    "The vendor still has the key, and has its account no more. Whether it works nobody can tell from outside: it has to be taken for one that does. Only where all accounts could be read this is known.",
  fix: "Revoke it at the vendor.",
  covers: ["LK506"],
  find: (change) => {
    const { graph } = change.after;
    return readDrift(change, ({ living }) => living)
      .filter((one) => isOrphan(graph, one))
      .map((one) => ({
        subject: findSubjectNode(graph, classify(one)),
        address: one.address,
        about: [String(one.state["id"])],
        object: describeObject(one),
        message: `There is ${nameObject(graph, one)}, and the account is not there any more.${tellTraces(one)}`,
        because: [],
        isIntroduced: true,
      }));
  },
});
