import { toSnakeCase } from "#access/schema/names.ts";
import type { NotApplied } from "../../drift/drift.ts";
import { defineFinding } from "../definition.ts";
import { readDrift } from "../shared/drift.ts";

function say({ address, attribute, kind }: NotApplied): string {
  switch (kind) {
    case "added":
      return `The code has ${address}, and the state does not have it yet.`;
    case "removed":
      return `The state has ${address}, and the code has it no more.`;
    case "replaced":
      return `Another object has taken the place of ${address}, which is not deleted yet.`;
    case "changed":
      return `The code sets \`${toSnakeCase(attribute ?? "")}\` of ${address} to something else than the state has.`;
  }
}

export const finding = defineFinding({
  code: "LK510",
  name: "not-applied",
  severity: "note",
  score: null,
  tells: "drift",
  summary: "The code was changed and not applied",
  explanation:
    "What the stack was synthesized to is not what the state says. That is no drift of the vendor: it is as the last apply left it. What is known only when it is applied is not compared, nor what is in modules. An object that an apply replaced and could not delete still gives what it gave: the next apply deletes it.",
  fix: "Apply, or check out the code that was applied.",
  find: (change) =>
    readDrift(change, ({ notApplied }) =>
      notApplied.map((one) => ({
        subject: null,
        address: one.address,
        about: [one.kind, one.attribute ?? ""],
        object: {
          type: one.type,
          id: null,
          importId: null,
          attribute: one.attribute === null ? null : toSnakeCase(one.attribute),
        },
        message: say(one),
        because: [],
        isIntroduced: true,
      })),
    ),
});
