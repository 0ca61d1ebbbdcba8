import { createAccountKey } from "#access/model/statements/account.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import type { AccessChange } from "../../change/access-change.ts";
import { classify, findSubjectNode } from "../../drift/classify.ts";
import { defineFinding, type Matter } from "../definition.ts";
import { describeObject, readDrift } from "../shared/drift.ts";

const named = new Set(["account", "member", "group", "role"]);

function groupByName(living: readonly Instance[]): readonly (readonly Instance[])[] {
  const groups = new Map<string, Instance[]>();
  for (const one of living) {
    const { as, name } = classify(one);
    if (!named.has(as) || name === null) continue;
    const key = JSON.stringify([createAccountKey(one.account), as, name]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}

function tell({ after: { graph } }: AccessChange, group: readonly Instance[]): readonly Matter[] {
  const first = group.find(({ address }) => address !== null) ?? group[0];
  if (first === undefined) return [];
  const classified = classify(first);
  const ids = group.map(({ state }) => String(state["id"])).sort();
  return [
    {
      subject: findSubjectNode(graph, classified),
      address: first.address,
      about: [classified.as, classified.name ?? ""],
      object: describeObject(first),
      message: `${group.length} of kind ${first.type} have the name ${classified.name ?? ""}: ${ids.join(", ")}.`,
      because: [],
      isIntroduced: true,
    },
  ];
}

export const finding = defineFinding({
  code: "LK512",
  name: "duplicate-names",
  severity: "warning",
  score: 3,
  tells: "drift",
  summary: "Several things have one name",
  explanation:
    "A look-up by the name does not know which one is meant, and people take one for the other: a role or a key goes to the wrong one.",
  fix: "Give one of them another name, or delete it.",
  find: (change) => readDrift(change, ({ living }) => groupByName(living).flatMap((group) => tell(change, group))),
});
