import { classify, findSubjectNode } from "../../drift/classify.ts";
import { defineFinding } from "../definition.ts";
import { describeObject, nameObject, readDrift } from "../shared/drift.ts";

export const finding = defineFinding({
  code: "LK502",
  name: "missing",
  severity: "warning",
  score: 4,
  tells: "drift",
  isDrift: true,
  summary: "Something of the code is gone at the vendor",
  explanation:
    "The state has it, and the vendor has it no more: somebody deleted it, or a key ended. Whoever relies on it fails. The next apply creates it again: a key then has another secret.",
  fix: "Apply, to create it again; or take it out of the code.",
  find: (change) => {
    const { graph } = change.before;
    return readDrift(change, ({ missing }) =>
      missing.map((stored) => ({
        subject: findSubjectNode(graph, classify(stored)),
        side: "before" as const,
        address: stored.address,
        object: describeObject(stored),
        message: `The vendor has no more ${nameObject(graph, stored).replace(/^the /, "")}.`,
        because: [],
        isIntroduced: true,
      })),
    );
  },
});
