import { pathOf } from "../shared/calls/json-calls.ts";
import type { RowCalls } from "./row-calls.ts";
import * as organizationWire from "./wire/organization.ts";
import * as placementWire from "./wire/placement.ts";
import * as restrictionWire from "./wire/restriction.ts";
import * as scopeWire from "./wire/scope.ts";

const restrictions = "/v2/resource-restrictions";
const organizations = "/v2/organizations";
const spaces = "/v2/spaces";
const projects = "/v2/projects";

/** Calls for organizations, spaces and projects, and for their members. */
export class ScopeCalls {
  readonly #rows: RowCalls;

  constructor(rows: RowCalls) {
    this.#rows = rows;
  }

  async listOrganizations(name?: string): Promise<readonly organizationWire.Organization[]> {
    const row = organizationWire.organization;
    return this.#rows.list({
      what: "Listing organizations",
      path: organizations,
      name: "organizations",
      row,
      query: { name },
    });
  }

  /** As `listOrganizations`, page by page. */
  listOrganizationPages(): AsyncGenerator<readonly organizationWire.Organization[]> {
    const row = organizationWire.organization;
    return this.#rows.listPages({ what: "Listing organizations", path: organizations, name: "organizations", row });
  }

  async findOrganization(id: string): Promise<organizationWire.Organization | undefined> {
    const what = `Reading organization ${id}`;
    return this.#rows.find({
      what,
      path: pathOf(organizations, id),
      answers: organizationWire.organization,
      asked: { id },
    });
  }

  async createOrganization(body: organizationWire.OrganizationCreation): Promise<organizationWire.Organization> {
    return this.#rows.create(`Creating organization "${body.name}"`, organizationWire.organization, {
      path: organizations,
      body,
      asked: { name: body.name },
    });
  }

  async updateOrganization(
    id: string,
    body: organizationWire.OrganizationUpdate,
  ): Promise<organizationWire.Organization> {
    return this.#rows.update(`Updating organization ${id}`, organizationWire.organization, {
      path: pathOf(organizations, id),
      body,
      asked: { id },
    });
  }

  async deleteOrganization(id: string): Promise<void> {
    await this.#rows.remove(`Deleting organization ${id}`, pathOf(organizations, id));
  }

  /** Adds a member, or changes the level of an existing one. */
  async putOrganizationMember(
    id: string,
    member: placementWire.MemberAddition,
  ): Promise<placementWire.OrganizationMembership> {
    const asked = { user_id: member.user_id, organization_id: id };
    const sent = { path: pathOf(organizations, id, "users"), body: member, isIdempotent: true, asked };
    return this.#rows.create(
      `Adding user ${member.user_id} to organization ${id}`,
      placementWire.organizationMembership,
      sent,
    );
  }

  async removeOrganizationMember(id: string, userId: string): Promise<void> {
    await this.#rows.remove(
      `Removing user ${userId} from organization ${id}`,
      pathOf(organizations, id, "users", userId),
    );
  }

  async listSpaces(filter: { readonly organizationId?: string | undefined; readonly name?: string | undefined } = {}) {
    const query = { org_id: filter.organizationId, name: filter.name };
    return this.#rows.list({ what: "Listing spaces", path: spaces, name: "spaces", row: scopeWire.space, query });
  }

  /** As `listSpaces`, page by page. */
  listSpacePages(): AsyncGenerator<readonly scopeWire.Space[]> {
    return this.#rows.listPages({ what: "Listing spaces", path: spaces, name: "spaces", row: scopeWire.space });
  }

  async findSpace(id: string): Promise<scopeWire.Space | undefined> {
    return this.#rows.find({
      what: `Reading space ${id}`,
      path: pathOf(spaces, id),
      answers: scopeWire.space,
      asked: { id },
    });
  }

  async createSpace(body: scopeWire.SpaceCreation): Promise<scopeWire.Space> {
    return this.#rows.create(`Creating space "${body.name}"`, scopeWire.space, {
      path: spaces,
      body,
      asked: { name: body.name },
    });
  }

  async updateSpace(id: string, body: scopeWire.SpaceUpdate): Promise<scopeWire.Space> {
    return this.#rows.update(`Updating space ${id}`, scopeWire.space, {
      path: pathOf(spaces, id),
      body,
      asked: { id },
    });
  }

  async deleteSpace(id: string): Promise<void> {
    await this.#rows.remove(`Deleting space ${id}`, pathOf(spaces, id));
  }

  /** Like `putOrganizationMember`. Arize has no list of a space's members. */
  async putSpaceMember(id: string, member: placementWire.MemberAddition): Promise<placementWire.SpaceMembership> {
    const asked = { user_id: member.user_id, space_id: id };
    const sent = { path: pathOf(spaces, id, "users"), body: member, isIdempotent: true, asked };
    return this.#rows.create(`Adding user ${member.user_id} to space ${id}`, placementWire.spaceMembership, sent);
  }

  /** Removes the user's role bindings on the space as well. */
  async removeSpaceMember(id: string, userId: string): Promise<void> {
    await this.#rows.remove(`Removing user ${userId} from space ${id}`, pathOf(spaces, id, "users", userId));
  }

  async listProjects(filter: { readonly spaceId?: string | undefined; readonly name?: string | undefined } = {}) {
    const query = { space_id: filter.spaceId, name: filter.name };
    return this.#rows.list({
      what: "Listing projects",
      path: projects,
      name: "projects",
      row: scopeWire.project,
      query,
      each: { space_id: filter.spaceId },
    });
  }

  async findProject(id: string): Promise<scopeWire.Project | undefined> {
    return this.#rows.find({
      what: `Reading project ${id}`,
      path: pathOf(projects, id),
      answers: scopeWire.project,
      asked: { id },
    });
  }

  async createProject(spaceId: string, name: string): Promise<scopeWire.Project> {
    const body = { name, space_id: spaceId };
    return this.#rows.create(`Creating project "${name}"`, scopeWire.project, { path: projects, body, asked: body });
  }

  async renameProject(id: string, name: string): Promise<scopeWire.Project> {
    return this.#rows.update(`Renaming project ${id} to "${name}"`, scopeWire.project, {
      path: pathOf(projects, id),
      body: { name },
      asked: { id },
    });
  }

  async deleteProject(id: string): Promise<void> {
    await this.#rows.remove(`Deleting project ${id}`, pathOf(projects, id));
  }

  async listRestrictions(): Promise<readonly restrictionWire.Restriction[]> {
    const row = restrictionWire.restriction;
    return this.#rows.list({
      what: "Listing restricted projects",
      path: restrictions,
      name: "resource_restrictions",
      row,
    });
  }

  /** Limits a project to users who are bound to it. Restricting it again returns the existing restriction. */
  async restrictProject(id: string): Promise<restrictionWire.Restriction> {
    const body = { resource_id: id };
    const sent = { path: restrictions, body, isIdempotent: true, asked: body };
    return this.#rows.create(`Restricting project ${id}`, restrictionWire.restriction, sent);
  }

  async unrestrictProject(id: string): Promise<void> {
    await this.#rows.remove(`Lifting the restriction of project ${id}`, pathOf(restrictions, id));
  }
}
