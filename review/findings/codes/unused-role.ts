import type { Instance } from "#access/model/statements/instance.ts";
import type { AccessSide } from "../../change/access-change.ts";
import { defineFinding } from "../definition.ts";
import { findNodeAt } from "../shared/roles.ts";

function listUnused({ graph, instances }: AccessSide): readonly Instance[] {
  const roles = instances.filter(({ type, kind, presence }) => {
    return type === "role" && kind === "resource" && presence === "managed";
  });
  const given = new Set([...graph.holdings.values()].flat().flatMap((holding) => holding.roles));
  return roles.filter((instance) => {
    const role = findNodeAt(graph, "role", instance);
    return role !== undefined && !given.has(role);
  });
}

export const finding = defineFinding({
  code: "LK405",
  name: "unused-role",
  severity: "note",
  score: null,
  summary: "Nobody who is known here holds the role",
  explanation:
    "A role that nobody holds is ready to be given by a click. It may be held by somebody outside this code, or be meant for people.",
  fix: "Remove it, or bind it to whom it is for.",
  find({ before, after }) {
    const known = new Set(listUnused(before).map(({ address }) => address));
    return listUnused(after).map(({ address, type, state }) => ({
      subject: null,
      address,
      message: `Nobody who is known here holds the role ${typeof state["name"] === "string" ? state["name"] : ""}.`,
      because: [{ address, type, attribute: null, presence: "managed" as const, happening: "seen" as const }],
      isIntroduced: !known.has(address),
    }));
  },
});
