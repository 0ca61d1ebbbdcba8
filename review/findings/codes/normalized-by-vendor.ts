import { toSnakeCase } from "#access/schema/names.ts";
import { classify, findSubjectNode } from "../../drift/classify.ts";
import { defineFinding } from "../definition.ts";
import { describeObject, nameObject, readDrift, writeValue } from "../shared/drift.ts";

export const finding = defineFinding({
  code: "LK511",
  name: "normalized-by-vendor",
  severity: "note",
  score: null,
  tells: "drift",
  summary: "The vendor writes something another way than the code",
  explanation:
    "It means the same: the vendor takes blanks away, keeps whole seconds only, or has another spelling of a right. Nobody changed anything.",
  fix: "Write it in the code as the vendor does, if the difference disturbs you.",
  find: (change) => {
    const { graph } = change.after;
    return readDrift(change, ({ changed }) => changed.filter(({ isNormalized }) => isNormalized)).map(
      ({ stored, seen, attribute, before, after }) => ({
        subject: findSubjectNode(graph, classify(seen)),
        address: stored.address,
        about: [attribute],
        object: describeObject(stored, attribute),
        message: `\`${toSnakeCase(attribute)}\` of ${nameObject(graph, seen)} is ${writeValue(after)} at the vendor, which means the same as ${writeValue(before)} in the state.`,
        because: [],
        isIntroduced: true,
      }),
    );
  },
});
