import { writeCleanJson } from "#access/schema/shown-text.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { nameNodeOf } from "#access/graph/questions.ts";
import type { Right } from "#access/model/statements/right.ts";
import type { SubjectKind } from "#access/model/statements/statement.ts";
import { everySelector } from "#access/model/permissions/permission.ts";
import { listNotes } from "../comments.ts";
import type { ExportedAccess, ExportFormat } from "../definition.ts";
import { encodeAccount, encodeNode, encodePart, encodeRight } from "../identifiers.ts";
import { findImpliedRights, type ImpliedRights, type RightsOfBound } from "../implied-rights.ts";

const types: { readonly [kind in SubjectKind]: string } = {
  account: "ServiceAccount",
  member: "Member",
  group: "Group",
  idpGroup: "IdpGroup",
  everyoneElse: "EveryoneElse",
};

const typeNames = Object.values(types);

interface BoundForm {
  /** The type of the groups that have a right. */
  readonly group: string;
  /** Before the name of an action. */
  readonly prefix: string;
}

const bounds: { readonly [bound in "lower" | "upper"]: BoundForm } = {
  lower: { group: "Right", prefix: "" },
  upper: { group: "PossibleRight", prefix: "possibly/" },
};

interface Uid {
  readonly type: string;
  readonly id: string;
}

interface Entity {
  readonly uid: Uid;
  readonly attrs: { readonly [name: string]: string };
  readonly parents: readonly Uid[];
}

function createUid(type: string, id: string): Uid {
  return { type: `Latchkey::${type}`, id };
}

/** Identifiers are plain ASCII without quotes and backslashes, so that there is nothing to escape. */
function writeUid({ type, id }: Uid): string {
  return `${type}::"${id}"`;
}

function nameAction({ atom }: Right): string {
  return atom.kind === "act" ? `${encodePart(atom.action)}/${encodePart(atom.resource)}` : "hold";
}

/** What is acted on: the objects of a kind at a place; for what no permission expresses, that itself. */
function nameObject(right: Right, graph: ExportedAccess["graph"]): string {
  if (right.atom.kind !== "act") return encodeRight(right, graph);
  const { resource, selector } = right.atom;
  const at = right.scope === null ? "account" : `in/${encodeNode(graph, right.scope)}`;
  return `${encodeAccount(right.account)}/object/${encodePart(resource)}/${encodePart(selector)}/${at}`;
}

class Writer {
  readonly #access: ExportedAccess;
  readonly #rights: ImpliedRights;

  constructor(access: ExportedAccess) {
    this.#access = access;
    this.#rights = findImpliedRights(access.graph);
  }

  #nameRight(key: string, { group }: BoundForm): Uid {
    const right = this.#rights.rights.get(key);
    if (right === undefined) throw new Error("a right that nobody has was named");
    return createUid(group, encodeRight(right, this.#access.graph));
  }

  #listGroups({ holders, implied }: RightsOfBound, form: BoundForm): readonly Entity[] {
    const keys = new Set([...holders.keys(), ...implied.keys(), ...[...implied.values()].flat()]);
    return [...keys].map((key) => {
      const parents = (implied.get(key) ?? []).map((one) => this.#nameRight(one, form));
      return { uid: this.#nameRight(key, form), attrs: {}, parents };
    });
  }

  #listSubjects(): readonly Entity[] {
    const { graph } = this.#access;
    const parents = new Map<NodeId, Uid[]>();
    for (const bound of ["lower", "upper"] as const) {
      for (const [key, subjects] of this.#rights[bound].holders) {
        const right = this.#nameRight(key, bounds[bound]);
        for (const one of subjects) parents.set(one, [...(parents.get(one) ?? []), right]);
      }
    }
    return this.#rights.subjects.map((subject) => {
      const node = graph.nodes.get(subject);
      const id = `${encodeAccount(node?.account ?? "[]")}/${encodeNode(graph, subject)}`;
      const attrs = { name: nameNodeOf(graph, subject) };
      return { uid: createUid(types[node?.as ?? "account"], id), attrs, parents: parents.get(subject) ?? [] };
    });
  }

  #listObjects(): readonly Entity[] {
    const { graph } = this.#access;
    const objects = new Map<string, Entity>();
    for (const right of this.#rights.rights.values()) {
      const { atom, scope } = right;
      const resource = atom.kind === "act" ? atom.resource : "";
      const selector = atom.kind === "act" ? atom.selector : everySelector;
      const attrs = { resource, selector, scope: scope === null ? "" : nameNodeOf(graph, scope) };
      const id = nameObject(right, graph);
      objects.set(id, { uid: createUid("Object", id), attrs, parents: [] });
    }
    return [...objects.values()];
  }

  listEntities(): readonly Entity[] {
    const all = [
      ...this.#listSubjects(),
      ...this.#listObjects(),
      ...this.#listGroups(this.#rights.lower, bounds.lower),
      ...this.#listGroups(this.#rights.upper, bounds.upper),
    ];
    return all.toSorted((a, b) => (writeUid(a.uid) < writeUid(b.uid) ? -1 : 1));
  }

  #writePolicy(key: string, right: Right, bound: "lower" | "upper"): string {
    const form = bounds[bound];
    const action = createUid("Action", `${form.prefix}${nameAction(right)}`);
    const object = createUid("Object", nameObject(right, this.#access.graph));
    const group = this.#nameRight(key, form);
    return [
      `@certain("${bound === "lower" ? "yes" : "no"}")`,
      "permit (",
      `  principal in ${writeUid(group)},`,
      `  action == ${writeUid(action)},`,
      `  resource == ${writeUid(object)}`,
      ");",
    ].join("\n");
  }

  #listReached({ holders, implied }: RightsOfBound): readonly string[] {
    return [...new Set([...holders.keys(), ...[...implied.values()].flat()])].toSorted();
  }

  writePolicies(): string {
    const notes = listNotes(this.#access).map((note) => `// ${note}`);
    const head = [
      "// Who may do what, as latchkey review --export cedar wrote it. In identifiers, +XX is a byte of UTF-8.",
      '// What is not known permits only actions that begin with "possibly/".',
    ];
    const policies = (["lower", "upper"] as const).flatMap((bound) => {
      return this.#listReached(this.#rights[bound]).map((key) => {
        const right = this.#rights.rights.get(key);
        return right === undefined ? "" : this.#writePolicy(key, right, bound);
      });
    });
    return `${[...head, ...notes, "", policies.join("\n\n")].join("\n")}\n`;
  }

  writeSchema(): string {
    const names = [...this.#rights.rights.values()].map(nameAction);
    const actions = Object.values(bounds).flatMap(({ prefix }) => names.map((name) => `${prefix}${name}`));
    const lines = [
      "namespace Latchkey {",
      "  entity Right in [Right];",
      "  entity PossibleRight in [PossibleRight];",
      "  entity Object { resource: String, selector: String, scope: String };",
      `  entity ${typeNames.join(", ")} in [Right, PossibleRight] { name: String };`,
      ...[...new Set(actions)].toSorted().map((name) => {
        return `  action "${name}" appliesTo { principal: [${typeNames.join(", ")}], resource: [Object] };`;
      }),
      "}",
    ];
    return `${lines.join("\n")}\n`;
  }
}

export const format: ExportFormat = {
  name: "cedar",
  says: "policies, entities and a schema of Cedar, in one JSON",
  write(access) {
    const writer = new Writer(access);
    return writeCleanJson({
      policies: writer.writePolicies(),
      schema: writer.writeSchema(),
      entities: writer.listEntities(),
    });
  },
};
