import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type ListedRoute, type MockApp, createMock, listRoutes } from "#mock-server/app.ts";
import { failure } from "#vendors/signoz/wire/common.ts";
import { goodPassword } from "./signoz/fixtures.ts";
import { jsonOf } from "./signoz/json-arbitrary.ts";

const ids = {
  account: "0198c0de-0000-7000-8000-0000000000e1",
  deleted: "0198c0de-0000-7000-8000-0000000000e2",
  key: "0198c0de-0000-7000-8000-0000000000e3",
  role: "0198c0de-0000-7000-8000-0000000000e4",
  user: "0198c0de-0000-7000-8000-0000000000e5",
  invited: "0198c0de-0000-7000-8000-0000000000e6",
  domain: "0198c0de-0000-7000-8000-0000000000e7",
  nobody: "0198c0de-0000-7000-8000-0000000000e8",
};

const oidc = { kind: "oidc", spec: { issuer: "https://idp", clientId: "x", clientSecret: "fuzz-idp-secret" } };
const seed = {
  signoz: {
    roles: [{ id: ids.role, name: "on-call" }],
    serviceAccounts: [
      {
        id: ids.account,
        name: "bot",
        roles: ["on-call"],
        keys: [{ id: ids.key, name: "first", secret: "fuzz-powerless-key" }],
      },
      { id: ids.deleted, name: "former", status: "deleted", roles: ["on-call"] },
    ],
    users: [
      { id: ids.user, email: "ada@latchkey.example", password: goodPassword, roles: ["signoz-admin"] },
      { id: ids.invited, email: "grace@latchkey.example", status: "pending_invite", roles: ["on-call"] },
    ],
    authDomains: [{ id: ids.domain, name: "latchkey.example", config: oidc, roleMapping: { defaultRole: "on-call" } }],
  },
};

const tokens = { signoz: "fuzz-admin-key" };
const secrets = ["fuzz-admin-key", "fuzz-powerless-key", "fuzz-idp-secret", goodPassword];

const id = fc.oneof(
  fc.constantFrom(...Object.values(ids)),
  fc.constantFrom(
    ids.account.toUpperCase(),
    ids.account.replaceAll("-", ""),
    "00000000-0000-0000-0000-000000000000",
    "me",
  ),
  fc.uuid(),
);
const odd = fc.constantFrom(
  "",
  "\r\nx-evil: 1",
  "\u0000",
  "\u202e",
  "\ud83d\ude00",
  "../..",
  "*",
  "x".repeat(3_000),
  "%2e",
);
const word = fc.constantFrom(
  "bot",
  "former",
  "first",
  "on-call",
  "signoz-admin",
  "signozfoo",
  "ADMIN",
  "team",
  "ada@latchkey.example",
  "read",
  "create",
  "assignee",
  "role",
  "metaresource",
  "dashboard",
  "telemetryresource",
  "logs",
  "builder_query",
  "oidc",
  "saml",
  "google",
  "latchkey.example",
  goodPassword,
);
const text = fc.oneof(
  { weight: 4, arbitrary: word },
  { weight: 3, arbitrary: id },
  { weight: 1, arbitrary: odd },
  { weight: 1, arbitrary: fc.string() },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-z][a-z-]{0,10}$/) },
);

const credentials: fc.Arbitrary<Readonly<Record<string, string>>> = fc.oneof(
  { weight: 8, arbitrary: fc.constant({ "signoz-api-key": tokens.signoz }) },
  { weight: 1, arbitrary: fc.constant({ "signoz-api-key": "fuzz-powerless-key" }) },
  { weight: 1, arbitrary: fc.constant({ authorization: "Bearer nonsense", "signoz-api-key": tokens.signoz }) },
  { weight: 1, arbitrary: fc.constant({}) },
);

const routes = listRoutes().filter(({ vendor }) => vendor === "signoz");

interface Request {
  readonly operationId: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function requestOf(route: ListedRoute): fc.Arbitrary<Request> {
  const schema =
    route.body === undefined
      ? undefined
      : z.toJSONSchema(route.body, { target: "openapi-3.0", io: "input", unrepresentable: "any" });
  const json = schema === undefined ? fc.constant("") : jsonOf(schema, text).map((value) => JSON.stringify(value));
  const bytes = fc.oneof(fc.string(), fc.constantFrom("", "{", "null", "[[[[", '{"name":"a","name":"b"}', "\ufeff{}"));
  const body = fc.oneof({ weight: 10, arbitrary: json }, { weight: 1, arbitrary: bytes });
  const params = fc.dictionary(fc.constantFrom("id", "fid", "rid", "name"), fc.oneof(id, text), { maxKeys: 4 });
  return fc.record({ params, headers: credentials, body }).map((sent) => ({
    operationId: route.operationId,
    headers: sent.headers,
    body: sent.body,
    url: `/signoz${route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(sent.params[name] ?? ids.account))}`,
  }));
}

const gateCodes: Readonly<Record<number, readonly string[]>> = {
  400: ["invalid_request_body", "invalid_request_field"],
  401: ["unauthenticated"],
  403: ["authz_forbidden"],
};

const routeOf = new Map(routes.map((route) => [route.operationId, route]));

async function send({ app }: MockApp, { operationId, url, headers, body }: Request): Promise<void> {
  const route = routeOf.get(operationId);
  if (route === undefined) throw new Error(`no route ${operationId}`);
  const response = await app.inject({ method: route.method, url, headers, payload: body });
  const { statusCode: status } = response;
  const type = String(response.headers["content-type"]);
  // The router takes nothing for no parameter, and an edition may lack the route: then it is the web UI's.
  if (type.startsWith("text/html")) expect([200, 303]).toContain(status);
  else if (status === 204) expect(response.body).toBe("");
  else if (status < 400) expect(route.replies[status]?.safeParse(response.json()).error?.issues ?? []).toEqual([]);
  else {
    const { code } = failure.parse(response.json()).error;
    expect([...(route.errors[status] ?? []), ...(gateCodes[status] ?? [])], `${route.operationId} ${status}`).toContain(
      code,
    );
  }
  // What was sent as something else may be quoted back.
  const unsent = secrets.filter((secret) => !url.includes(secret) && !body.includes(secret));
  for (const secret of unsent) if (status >= 400) expect(response.body).not.toContain(secret);
}

const row = z.looseObject({
  id: z.string(),
  name: z.string().optional(),
  email: z.string().optional(),
  status: z.string().optional(),
  secret: z.string().optional(),
  isRoot: z.boolean().optional(),
  type: z.string().optional(),
  serviceAccountId: z.string().optional(),
  userId: z.string().optional(),
  roleId: z.string().optional(),
});
type Row = z.output<typeof row>;
type World = Readonly<Record<string, readonly Row[]>>;

async function worldOf({ world }: MockApp): Promise<World> {
  return z.record(z.string(), z.array(row)).parse(await world.snapshot());
}

function rows(world: World, table: string): readonly Row[] {
  return world[`signoz/${table}`] ?? [];
}

function expectUnique(values: readonly (string | undefined)[], what: string): void {
  expect(new Set(values).size, what).toBe(values.length);
}

function expectSound(before: World, after: World): void {
  for (const [table, now] of Object.entries(after))
    expectUnique(
      now.map((one) => one.id),
      table,
    );
  // Soft deletions: no account and no user is ever lost; nor a managed role, nor the root user.
  const kept = (world: World): readonly string[] => [
    ...[...rows(world, "service-accounts"), ...rows(world, "users")].map((one) => one.id),
    ...rows(world, "roles").flatMap((one) => (one.type === "managed" ? [one.id] : [])),
  ];
  expect(kept(after)).toEqual(expect.arrayContaining([...kept(before)]));
  expect(rows(after, "users").filter(({ isRoot }) => isRoot === true)).toHaveLength(1);
  expectUnique(
    rows(after, "keys").map(({ secret }) => secret),
    "a secret twice",
  );
  const active = rows(after, "service-accounts").filter(({ status }) => status === "active");
  expectUnique(
    active.map(({ name }) => name),
    "an account's name twice",
  );
  expectUnique(
    rows(after, "users").flatMap(({ status, email }) => (status === "deleted" ? [] : [email])),
    "an e-mail twice",
  );
  expectUnique(
    rows(after, "roles").map(({ name }) => name),
    "a role's name twice",
  );
  const known = (table: string): ReadonlySet<string | undefined> => new Set(rows(after, table).map((one) => one.id));
  const accounts = known("service-accounts");
  const users = known("users");
  const roles = known("roles");
  for (const { serviceAccountId } of rows(after, "keys")) expect(accounts).toContain(serviceAccountId);
  for (const { serviceAccountId, roleId } of rows(after, "service-account-roles")) {
    expect(accounts).toContain(serviceAccountId);
    expect(roles).toContain(roleId);
  }
  for (const { userId, roleId } of rows(after, "user-roles")) {
    expect(users).toContain(userId);
    expect(roles).toContain(roleId);
  }
}

const runs = Number(process.env["LATCHKEY_FUZZ_RUNS"] ?? 3);

describe("whatever is sent", () => {
  it.each(routes)("$operationId answers as the vendor would, and the world stays sound", async (route) => {
    const requests = fc.array(requestOf(route), { minLength: 4, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(requests, async (sent) => {
        const mock = await createMock({ seed, tokens });
        const before = await worldOf(mock);
        for (const request of sent) await send(mock, request);
        expectSound(before, await worldOf(mock));
        const journal = JSON.stringify(mock.journal.entries().map(({ path: _, ...rest }) => rest));
        for (const secret of secrets) expect(journal).not.toContain(secret);
        expect(mock.journal.entries().length).toBe(sent.length);
        await mock.close();
      }),
      { numRuns: runs },
    );
  });

  it("of any routes, one after another, too", async () => {
    const requests = fc.array(fc.oneof(...routes.map(requestOf)), { minLength: 20, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(requests, async (sent) => {
        const mock = await createMock({ seed, tokens });
        const before = await worldOf(mock);
        for (const request of sent) await send(mock, request);
        expectSound(before, await worldOf(mock));
        await mock.close();
      }),
      { numRuns: runs * 10 },
    );
  });
});
