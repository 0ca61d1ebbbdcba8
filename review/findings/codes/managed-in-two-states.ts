import { classify, findSubjectNode } from "../../drift/classify.ts";
import { defineFinding } from "../definition.ts";
import { describeObject, nameObject, readDrift } from "../shared/drift.ts";

export const finding = defineFinding({
  code: "LK513",
  name: "managed-in-two-states",
  severity: "error",
  score: 5,
  tells: "drift",
  isDrift: true,
  summary: "Two places of the code manage one thing",
  explanation:
    "Each apply of one undoes what the other one says, and whoever deletes it in one place takes it from the other. It is found in one state, and in several that are given together.",
  fix: "Keep one of them, and take the others out of their states with a `removed` block.",
  find: (change) => {
    const { graph } = change.after;
    return readDrift(change, ({ twice }) => twice).flatMap((by) => {
      const [first] = by;
      if (first === undefined) return [];
      const addresses = by.map(({ address }) => address ?? "").toSorted();
      return [
        {
          subject: findSubjectNode(graph, classify(first)),
          address: addresses[0] ?? null,
          about: addresses,
          object: describeObject(first),
          message: `${by.length} places manage ${nameObject(graph, first)}: ${addresses.join(", ")}.`,
          because: [],
          isIntroduced: true,
        },
      ];
    });
  },
});
