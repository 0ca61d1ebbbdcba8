import type { scope as definition } from "#access/model/nouns/data-sources/scope.ts";
import { AccessError } from "#access/model/errors.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import { quoteValue } from "#access/schema/quoted-value.ts";
import { listTexts } from "../../shared/list-texts.ts";
import type { ArizeClient } from "../client.ts";
import type { ArizeConnection } from "../connection.ts";
import { type IdType, idTypes } from "../facts/data/limits.ts";
import { describeIds, isIdOf } from "../facts/object-ids.ts";

interface Sought {
  readonly type: string;
  readonly name: string;
  readonly parentId: string | null;
}

interface Listed extends Omit<Sought, "name"> {
  /** Undefined for all. */
  readonly name: string | undefined;
}

const parentTypes: { readonly [type: string]: IdType } = { space: idTypes.organization, project: idTypes.space };

function checkParent({ type, parentId }: Sought): void {
  const wanted = parentTypes[type];
  if (parentId === null || wanted === undefined || isIdOf(wanted, parentId)) return;
  const message = `Arize scope: \`parent_id\` is ${quoteValue(parentId)}; it must be ${describeIds(wanted)}.`;
  throw new AccessError("invalid_value", message, { path: ["parentId"] });
}

/** Lists by name. The API finds parts of names, in any case, so the caller compares them again. */
async function listCandidates(client: ArizeClient, { type, name, parentId }: Listed) {
  const within = parentId ?? undefined;
  switch (type) {
    case "organization": {
      if (within === undefined) return client.scopes.listOrganizations(name);
      const advice = "Remove `parent_id`.";
      throw new AccessError("invalid_value", "Arize organizations have no parent.", { path: ["parentId"], advice });
    }
    case "space":
      return client.scopes.listSpaces({ name, organizationId: within });
    case "project":
      return client.scopes.listProjects({ name, spaceId: within });
    default: {
      const message = `Arize has no scope type "${type}".`;
      const advice = "Use organization, space or project.";
      throw new AccessError("invalid_value", message, { path: ["type"], advice });
    }
  }
}

function isSameName(one: string, other: string): boolean {
  return one.normalize("NFC") === other.normalize("NFC");
}

/** Terraform normalizes names, and Arize's filter finds no name in another Unicode form: then all are listed. */
async function listNamed(client: ArizeClient, sought: Sought) {
  const found = await listCandidates(client, sought);
  const hasOtherForm = sought.name.normalize("NFC") !== sought.name.normalize("NFD");
  if (!hasOtherForm || found.some((row) => isSameName(row.name, sought.name))) return found;
  const all = await listCandidates(client, { ...sought, name: undefined });
  return all.filter((row) => isSameName(row.name, sought.name));
}

function describeSimilar(candidates: readonly { readonly name: string }[]): string {
  if (candidates.length === 0) return "";
  return ` Names that contain it, in any case: ${listTexts([...new Set(candidates.map(({ name }) => name))])}.`;
}

export const scope: Lookup<typeof definition, ArizeConnection> = {
  async read({ client: arize, signal }, { type, name, parentId }) {
    checkParent({ type, name, parentId });
    const candidates = await listNamed(arize.during(signal), { type, name, parentId });
    const rows = candidates.filter((row) => isSameName(row.name, name));
    const [row, ...others] = rows;
    const where = parentId === null ? "in this Arize account" : `in ${parentId}`;
    if (row === undefined) {
      const advice = "Check the name, and that the token has access to it.";
      const message = `No ${type} is called "${name}" ${where}.${describeSimilar(candidates)}`;
      throw new AccessError("not_found", message, { path: ["name"], advice });
    }
    if (others.length > 0) {
      const ids = listTexts(rows.map(({ id }) => id));
      const advice =
        parentId === null && type !== "organization"
          ? "Set `parent_id` to the organization of the space, or to the space of the project."
          : "Use the id itself instead of this data source.";
      throw new AccessError("invalid_value", `${rows.length} ${type}s are called "${name}" ${where}: ${ids}.`, {
        path: [parentId === null ? "parentId" : "name"],
        advice,
      });
    }
    return { type, name, parentId, id: row.id };
  },
};
