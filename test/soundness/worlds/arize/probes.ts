import { idTypes } from "#vendors/arize/facts/data/limits.ts";
import type { RightAtom } from "#access/model/statements/right.ts";
import { type Answer, readMember } from "../../support/site.ts";
import type { Probe } from "../../support/world.ts";
import { type Account, idOfNothing, type Project, type Space } from "./account.ts";

const role = idOfNothing(idTypes.role);
const user = idOfNothing(idTypes.user);

function act(action: string, resource: string): RightAtom {
  return { kind: "act", action, resource, selector: "*" };
}

function standing(name: string): RightAtom {
  return { kind: "standing", standing: name };
}

interface Tried extends Pick<Probe, "request" | "refused" | "isAllowed"> {
  readonly takes: readonly RightAtom[];
  readonly kind: string;
}

/** A 404 for what the caller cannot see is told by its words from one for what is named besides. */
function isFoundBut(what: string): (answer: Answer) => boolean {
  return ({ status, json }) => status < 400 || (status === 404 && String(readMember(json, "detail")).includes(what));
}

/** The organization's level may hold in a space, and a space's role in a project: no page has a table. */
function at(type: string, id: string, tries: readonly Tried[]): readonly Probe[] {
  return tries.map(({ takes, kind, ...tried }) => ({
    ...tried,
    says: `${kind} of ${type} ${id}`,
    needs: (terms) => takes.map((atom) => ({ atom, scope: terms.scope(type, id) })),
    isOpen: type !== "organization",
  }));
}

function trySpace({ id, name }: Space): readonly Tried[] {
  const isBindingFree = isFoundBut("role ");
  return [
    {
      kind: "PROJECT_CREATE",
      takes: [act("CREATE", "PROJECT")],
      request: { method: "POST", path: "/v2/projects", body: { name: "tides", space_id: id } },
      // It has a project of that name, or it gets one in a copy of the world.
      refused: [403, 422],
    },
    {
      kind: "SPACE_UPDATE",
      takes: [act("UPDATE", "SPACE")],
      request: { method: "PATCH", path: `/v2/spaces/${encodeURIComponent(id)}`, body: { name } },
      refused: [403, 404],
    },
    {
      kind: "SERVICE_KEY_READ",
      takes: [act("READ", "SERVICE_KEY")],
      request: { method: "GET", path: `/v2/api-keys?key_type=SERVICE&space_id=${encodeURIComponent(id)}` },
      refused: [403, 404],
    },
    {
      kind: "ROLE_BINDING_CREATE",
      takes: [act("CREATE", "ROLE_BINDING")],
      request: {
        method: "POST",
        path: "/v2/role-bindings",
        body: { role_id: role, user_id: user, resource_type: "SPACE", resource_id: id },
      },
      isAllowed: isBindingFree,
    },
    {
      kind: "space ADMIN",
      takes: [standing("space ADMIN")],
      request: {
        method: "POST",
        path: `/v2/spaces/${encodeURIComponent(id)}/users`,
        body: { user_id: user, role: { type: "PREDEFINED", name: "MEMBER" } },
      },
      isAllowed: isFoundBut("user "),
    },
  ];
}

function tryProject({ id, name, isRestricted }: Project): readonly Tried[] {
  const path = `/v2/projects/${encodeURIComponent(id)}`;
  const read = act("READ", "PROJECT");
  const restrictions = "/v2/resource-restrictions";
  return [
    { kind: "PROJECT_READ", takes: [read], request: { method: "GET", path }, refused: [404] },
    {
      kind: "PROJECT_UPDATE",
      takes: [read, act("UPDATE", "PROJECT")],
      request: { method: "PATCH", path, body: { name } },
      refused: [403, 404],
    },
    {
      kind: "PROJECT_RESTRICT",
      takes: [read, act("RESTRICT", "PROJECT")],
      request: isRestricted
        ? { method: "POST", path: restrictions, body: { resource_id: id } }
        : { method: "DELETE", path: `${restrictions}/${encodeURIComponent(id)}` },
      isAllowed: isFoundBut("a restriction of project"),
    },
    {
      kind: "ROLE_BINDING_CREATE on projects",
      takes: [act("CREATE", "ROLE_BINDING")],
      request: {
        method: "POST",
        path: "/v2/role-bindings",
        body: { role_id: role, user_id: user, resource_type: "PROJECT", resource_id: id },
      },
      isAllowed: isFoundBut("role "),
    },
  ];
}

export function listProbes({ organizations, spaces, projects, roles }: Account): readonly Probe[] {
  const taken = { name: roles[0]?.name, permissions: ["TAG_READ"] };
  const admin: Probe = {
    says: "account ADMIN of the account",
    needs: () => [{ atom: standing("account ADMIN"), scope: null }],
    request: { method: "POST", path: "/v2/roles", body: taken },
  };
  const administered = organizations.flatMap(({ id, name }) =>
    at("organization", id, [
      {
        kind: "organization ADMIN",
        takes: [standing("organization ADMIN")],
        request: { method: "PATCH", path: `/v2/organizations/${encodeURIComponent(id)}`, body: { name } },
        refused: [403, 404],
      },
    ]),
  );
  const full = new Set(projects.map(({ space }) => space));
  return [
    admin,
    ...administered,
    ...spaces.flatMap((space) => {
      const tries = trySpace(space).filter(({ kind }) => kind !== "PROJECT_CREATE" || full.has(space.id));
      return at("space", space.id, tries);
    }),
    ...projects.flatMap((project) => at("project", project.id, tryProject(project))),
  ];
}
