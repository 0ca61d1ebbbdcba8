import type { AccessSide } from "../../change/access-change.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import { defineFinding } from "../definition.ts";
import { findNodeAt } from "../shared/roles.ts";

function listEmpty({ graph, instances }: AccessSide): readonly Instance[] {
  // Few plans have any, and to find where each role is takes long.
  if (![...graph.roles.values()].some((granted) => granted.length === 0)) return [];
  return instances.filter((instance) => {
    if (instance.type !== "role" || instance.kind !== "resource" || instance.presence !== "managed") return false;
    const role = findNodeAt(graph, "role", instance);
    return role !== undefined && (graph.roles.get(role) ?? []).length === 0;
  });
}

export const finding = defineFinding({
  code: "LK407",
  name: "empty-role",
  severity: "note",
  score: null,
  summary: "A role permits nothing",
  explanation:
    "None of its permissions has an effect at the vendor, or it has none. Whoever holds it looks as if they had access, and does not.",
  fix: "Write the permissions that it is for, or remove the role.",
  find({ before, after }) {
    const known = new Set(listEmpty(before).map(({ address }) => address));
    return listEmpty(after).map(({ address, type, state }) => ({
      subject: null,
      address,
      message: `The role ${typeof state["name"] === "string" ? state["name"] : ""} permits nothing.`,
      because: [{ address, type, attribute: "permissions", presence: "managed" as const, happening: "seen" as const }],
      isIntroduced: !known.has(address),
    }));
  },
});
