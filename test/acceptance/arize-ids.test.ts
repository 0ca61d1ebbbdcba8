import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { header, type ArizeBench, openArizeBench, valuesOf } from "./support/arize.ts";

const ids = {
  // The checksum is standard base64.
  organization: "QWNjb3VudE9yZ2FuaXphdGlvbjo0NDExMTowS2sr",
  // No checksum.
  space: "U3BhY2U6MTIzNDU=",
  slashedSpace: "U3BhY2U6NTo/Pn4/",
  key: "QXBpS2V5OjcxMjo/fj8/",
  bot: "VXNlcjo3Oj8/Pn4/",
};

const seed = {
  organizations: [
    {
      name: "fisheries",
      id: ids.organization,
      spaces: [
        { name: "landings", id: ids.space, isPrivate: true },
        { name: "weather", id: ids.slashedSpace, isPrivate: true },
      ],
    },
  ],
  serviceKeys: [
    { name: "found", id: ids.key, botId: ids.bot, spaces: [{ organization: "fisheries", space: "weather" }] },
  ],
};

const keyOf = (name: string, space: string, organization = ids.organization): string => `
resource "access_key" "${name}" {
  name   = "${name}"
  access = { organizations = [{ org_id = "${organization}", spaces = [{ space_id = "${space}" }] }] }
}
`;

let bench: ArizeBench;

beforeEach(async () => {
  bench = await openArizeBench("2031-03-01T06:00:00Z", seed);
});

afterEach(() => bench.close());

async function planOutput(configuration: string): Promise<string> {
  await bench.workspace.write(`${header}${configuration}`);
  const { code, output } = await bench.workspace.run("plan", "-no-color", "-input=false");
  expect(code).toBe(1);
  return output.replaceAll(/[\s│╷╵]+/g, " ");
}

describe("ids as Arize makes them", () => {
  it("with plus, slash and equals signs, with and without a checksum, are planned, applied, read and destroyed", async () => {
    const binding = `
resource "access_role" "reader" {
  name        = "reader"
  permissions = [{ action = "READ", resource = "PROJECT" }]
}
resource "access_role_binding" "reader" {
  role_id            = access_role.reader.id
  service_account_id = "${ids.bot}"
  scope              = { type = "space", id = "${ids.slashedSpace}" }
}
`;
    await bench.host.step(`${header}${keyOf("one", ids.space)}${keyOf("two", ids.slashedSpace)}${binding}`);
    expect((await valuesOf(bench, "access_key.two"))["space_id"]).toBe(ids.slashedSpace);
    await bench.host.destroy();
    expect((await bench.admin.keys(ids.slashedSpace)).map(({ id }) => id)).toEqual([ids.key]);
  });

  it("with slashes are imported", async () => {
    const block = `import {\n  to = access_key.found\n  id = "${ids.slashedSpace}/${ids.key}"\n}\n`;
    await bench.workspace.write(`${header}${block}${keyOf("found", ids.slashedSpace)}`);
    await bench.workspace.must("apply", "-no-color", "-input=false", "-auto-approve");
    expect(await valuesOf(bench, "access_key.found")).toMatchObject({ id: ids.key, space_id: ids.slashedSpace });
  });
});

describe("a name with letters that Unicode can write in two ways", () => {
  it.each(["NFC", "NFD"] as const)("is found where Arize holds it in %s", async (form) => {
    const [organization] = (await bench.admin.must<{ organizations: { id: string }[] }>("GET", "/organizations"))
      .organizations;
    const body = { name: "Fähre".normalize(form), organization_id: organization?.id, is_private: true };
    const { id } = await bench.admin.must<{ id: string }>("POST", "/spaces", body);
    const look = `data "access_scope" "ferry" {\n  type = "space"\n  name = "Fähre"\n}\noutput "ferry" {\n  value = data.access_scope.ferry.id\n}\n`;
    await bench.workspace.write(`${header}${look}`);
    await bench.workspace.must("apply", "-no-color", "-input=false", "-auto-approve");
    expect((await bench.workspace.outputs())["ferry"]).toBe(id);
  });
});

describe("what cannot be an id", () => {
  it.each([
    {
      name: "a space's name",
      given: keyOf("x", "landings"),
      want: 'is "landings"; it must be an Arize id, which is base64 of "Space:NUMBER:CHECKSUM"',
    },
    {
      name: "an organization's name",
      given: keyOf("x", ids.space, "fisheries"),
      want: 'is "fisheries"; it must be an Arize id, which is base64 of "AccountOrganization:NUMBER:CHECKSUM"',
    },
    {
      name: "a space in place of a project",
      given: `resource "access_role_binding" "x" {\n  role_id = "Um9sZTox"\n  member_id = "${ids.bot}"\n  scope = { type = "project", id = "${ids.space}" }\n}`,
      want: '`scope.id` is "U3BhY2U6MTIzNDU=", and `scope.type` is "project"; it must be an Arize id, which is base64 of "Model',
    },
    {
      name: "a name as a scope",
      given: `resource "access_role_binding" "x" {\n  role_id = "Um9sZTox"\n  member_id = "${ids.bot}"\n  scope = { type = "space", id = "weather" }\n}`,
      want: '`scope.id` is "weather"; it must be an Arize id',
    },
    {
      name: "a name as a parent",
      given: `data "access_scope" "x" {\n  type = "space"\n  name = "weather"\n  parent_id = "fisheries"\n}`,
      want: '`parent_id` is "fisheries"; it must be an Arize id, which is base64 of "AccountOrganization:',
    },
    {
      name: "a part of a name, where names that contain it are told",
      given: `data "access_scope" "x" {\n  type = "space"\n  name = "WEATH"\n}`,
      want: 'No space is called "WEATH" in this Arize account. Names that contain it, in any case: weather.',
    },
    {
      name: "a name to import",
      given: `import {\n  to = access_role.x\n  id = "Project Viewer"\n}\nresource "access_role" "x" {\n  name = "x"\n  permissions = [{ action = "READ", resource = "PROJECT" }]\n}`,
      want: '`id` is "Project Viewer"; it must be an Arize id, which is base64 of "Role:NUMBER:CHECKSUM"',
    },
  ])("is refused at plan: $name", async ({ given, want }) => {
    expect(await planOutput(given)).toContain(want);
  });
});
