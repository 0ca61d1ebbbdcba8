import { describe, expect, it } from "vitest";
import { AccessError } from "#access/model/errors.ts";
import { Secret } from "#access/schema/secret.ts";
import { unknown } from "#access/schema/unknown.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { listOverriddenVariables } from "#connection/account-settings.ts";
import { factsOf, listSettingsErrors } from "#connection/open-account.ts";
import { connect } from "./connection.ts";
import type { Settings } from "#connection/surroundings.ts";

const vendor =
  Object.values(vendorFacts).find(({ connection }) => connection.defaultEndpoint !== undefined)?.name ?? "";
const variables = vendorFacts[vendor]?.connection;
const nothing: Settings = {
  vendor: null,
  endpoint: null,
  formerEndpoints: null,
  token: null,
  requestTimeout: null,
  maxRetries: null,
  caFile: null,
  headers: null,
  escalationGuard: null,
  mayDelegate: null,
};

function createSurroundings(environment: Readonly<Record<string, string>> = {}) {
  return { environment, now: () => new Date(), sleep: () => Promise.resolve() };
}

async function catchError(
  settings: Partial<Settings>,
  environment: Readonly<Record<string, string>> = {},
): Promise<AccessError> {
  const work = connect({ ...nothing, vendor, ...settings }, createSurroundings(environment), () => undefined);
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (error instanceof AccessError) return error;
  throw new Error("no AccessError was thrown");
}

describe("the vendor", () => {
  it("comes from the block, otherwise from ACCESS_VENDOR", () => {
    expect(factsOf({ ...nothing, vendor }, createSurroundings())?.name).toBe(vendor);
    expect(factsOf(nothing, createSurroundings({ ACCESS_VENDOR: vendor }))?.name).toBe(vendor);
    expect(factsOf({ ...nothing, vendor: unknown }, createSurroundings())).toBeUndefined();
  });

  it.each([
    { name: "none", settings: {}, code: "vendor_missing" },
    { name: "one that nobody knows", settings: { vendor: "constructor" }, code: "vendor_unknown" },
  ])("fails for $name, and lists the known vendors", ({ settings, code }) => {
    const [error] = listSettingsErrors({ ...nothing, ...settings }, createSurroundings());
    expect(error).toMatchObject({ code });
    expect(`${error?.message} ${error?.advice}`).toContain(vendor);
  });
});

describe("a wrong value", () => {
  const own = variables?.endpointVariable ?? "";

  it.each([
    { name: own, environment: { [own]: "there" } },
    { name: "ACCESS_ENDPOINT", environment: { ACCESS_ENDPOINT: "there" } },
    { name: own, environment: { [own]: "http://a:rook@there" } },
  ])("of an endpoint is said to be of the variable that has it: $name", async ({ name, environment }) => {
    const error = await catchError({}, environment);
    expect(error).toMatchObject({ code: "endpoint_invalid" });
    expect(error.message).toMatch(new RegExp(`^${name} (?:is|contains) `));
    expect(`${error.message} ${error.advice}`).not.toMatch(/`endpoint`|rook/);
  });

  it("of a vendor is said to be of the variable that has it", () => {
    const [error] = listSettingsErrors(nothing, createSurroundings({ ACCESS_VENDOR: "heron" }));
    expect(error?.message).toContain('ACCESS_VENDOR is "heron"');
    expect(error?.advice).toBe("Set ACCESS_VENDOR to one of them.");
  });
});

describe("endpoint and token", () => {
  it.each([
    { name: "the block", settings: { endpoint: "http://one.example/", token: new Secret("t") }, environment: {} },
    {
      name: "our own variables",
      settings: {},
      environment: { ACCESS_ENDPOINT: "http://one.example", ACCESS_TOKEN: "t" },
    },
    {
      name: "the vendor's own",
      settings: {},
      environment: { [variables?.endpointVariable ?? ""]: "http://one.example", [variables?.tokenVariable ?? ""]: "t" },
    },
  ])("come from $name", async ({ settings, environment }) => {
    const connection = await connect(
      { ...nothing, vendor, ...settings },
      createSurroundings(environment),
      () => undefined,
    );
    expect(connection.vendor.facts.name).toBe(vendor);
  });

  it.each([
    { name: "no token", settings: {}, code: "token_missing", says: "ACCESS_TOKEN" },
    { name: "an empty token", settings: { token: new Secret("") }, code: "token_missing", says: "ACCESS_TOKEN" },
    {
      name: "a token with a blank",
      settings: { token: new Secret("rook and wren") },
      code: "unauthenticated",
      says: "without blanks",
    },
    {
      name: "an invalid endpoint URL",
      settings: { token: new Secret("t"), endpoint: "there" },
      code: "endpoint_invalid",
      says: '"there"',
    },
    {
      name: "an endpoint of another scheme",
      settings: { token: new Secret("t"), endpoint: "ftp://x.example" },
      code: "endpoint_invalid",
      says: "ftp",
    },
    {
      name: "an earlier endpoint that is no URL",
      settings: { token: new Secret("t"), endpoint: "http://x.example", formerEndpoints: ["there"] },
      code: "endpoint_invalid",
      says: '`former_endpoints` contains "there"',
    },
    {
      name: "an earlier endpoint with credentials",
      settings: {
        token: new Secret("t"),
        endpoint: "http://x.example",
        formerEndpoints: ["http://a:rook@y.example/?x"],
      },
      code: "endpoint_invalid",
      says: "`former_endpoints` contains credentials",
    },
  ])("fail for $name", async ({ settings, code, says }) => {
    const error = await catchError(settings);
    expect(error).toMatchObject({ code });
    expect(`${error.message} ${error.advice}`).toContain(says);
    expect(`${error.message} ${error.advice}`).not.toContain("rook");
  });
});

describe("a vendor's own variable and the general one", () => {
  it.each(Object.values(vendorFacts))("$name: its own wins, and the user is told where they differ", async (facts) => {
    const { endpointVariable, tokenVariable } = facts.connection;
    const own = { [endpointVariable]: "http://own.example", [tokenVariable]: "own" };
    const general = { ACCESS_ENDPOINT: "http://general.example", ACCESS_TOKEN: "general" };
    const settings = { ...nothing, vendor: facts.name };
    const open = (environment: Readonly<Record<string, string>>) =>
      connect(settings, createSurroundings(environment), () => undefined);
    expect(await open({ ...own, ...general })).toMatchObject({
      endpoint: "http://own.example",
      tokenSource: tokenVariable,
    });
    expect(await open(general)).toMatchObject({ endpoint: "http://general.example", tokenSource: "ACCESS_TOKEN" });
    expect(listOverriddenVariables(settings, facts, { ...own, ...general })).toEqual([
      `${endpointVariable} and ACCESS_ENDPOINT are both set and differ. ${endpointVariable} is used.`,
      `${tokenVariable} and ACCESS_TOKEN are both set and differ. ${tokenVariable} is used.`,
    ]);
    expect(listOverriddenVariables(settings, facts, own)).toEqual([]);
    expect(
      listOverriddenVariables({ ...settings, token: new Secret("t") }, facts, { ...own, ...general }),
    ).toHaveLength(1);
  });

  it.each(Object.values(vendorFacts))("$name: a variable of its own that is empty is an error", async (facts) => {
    const { endpointVariable, tokenVariable } = facts.connection;
    const general = { ACCESS_ENDPOINT: "http://general.example", ACCESS_TOKEN: "general" };
    for (const variable of [endpointVariable, tokenVariable]) {
      const error = await catchError({ vendor: facts.name }, { ...general, [variable]: "" });
      expect(error.message).toContain(`${variable} is empty`);
    }
  });
});

describe("the network", () => {
  const there = { endpoint: "https://signals.kestrel.example", token: new Secret("t") };

  it.each([
    { name: "a ca_file that is not there", settings: { caFile: "/nowhere/kestrel.pem" }, path: ["caFile"] },
    {
      name: "a header that the client owns",
      settings: { headers: { Host: new Secret("x") } },
      path: [],
    },
    {
      name: "a header in two spellings",
      settings: { headers: { "X-Key": new Secret("x"), "x-key": new Secret("y") } },
      path: [],
    },
    {
      name: "a value that no header can carry",
      settings: { headers: { "X-Key": new Secret("rook\nwren") } },
      path: [],
    },
  ])("fails for $name with its path, unless the line may contain a secret", async ({ settings, path }) => {
    const [refused] = listSettingsErrors({ ...nothing, vendor, ...settings }, createSurroundings());
    const error = refused ?? (await catchError({ ...there, ...settings }));
    expect(error).toMatchObject({ code: "invalid_value", path });
    expect(`${error.message} ${error.advice}`).not.toMatch(/rook|wren/);
  });

  it("fails for a header without a value", () => {
    const headers: Settings["headers"] = JSON.parse('{ "X-Key": null }');
    const [error] = listSettingsErrors({ ...nothing, vendor, headers }, createSurroundings());
    expect(error?.message).toBe("The value of X-Key in `headers` is null.");
  });

  it("skips unknown values", () => {
    const settings = { ...nothing, vendor, caFile: unknown, headers: { "X-Key": unknown } };
    expect(listSettingsErrors(settings, createSurroundings())).toEqual([]);
    expect(listSettingsErrors({ ...nothing, vendor, headers: unknown }, createSurroundings())).toEqual([]);
  });

  it("fails for an invalid proxy variable in the given environment", async () => {
    const error = await catchError(there, { HTTPS_PROXY: "http://ada:rook@" });
    expect(error.message).toBe("The environment variable HTTPS_PROXY is not a valid proxy URL.");
  });
});

describe("an endpoint with the vendor's own prefix", () => {
  const all = Object.values(vendorFacts);
  const rows = all.flatMap(({ name, connection }) => connection.apiPrefixes.map((prefix) => ({ name, prefix })));

  it("is known for each vendor", () => {
    expect([...new Set(rows.map(({ name }) => name))]).toEqual(all.map(({ name }) => name));
  });

  it.each(rows)("fails and names the right one: $name$prefix", async ({ name, prefix }) => {
    const settings = {
      vendor: name,
      endpoint: `https://gate.example/a${prefix}/`,
      token: new Secret("finch-and-fern-88"),
    };
    const wanted = { code: "endpoint_invalid", advice: 'Set `endpoint` to "https://gate.example/a".' };
    expect(await catchError(settings)).toMatchObject(wanted);
    expect(listSettingsErrors({ ...nothing, ...settings }, createSurroundings())).toMatchObject([wanted]);
    const { endpointVariable } = vendorFacts[name]?.connection ?? { endpointVariable: "" };
    const fromVariable = await catchError({ ...settings, endpoint: null }, { [endpointVariable]: settings.endpoint });
    expect(fromVariable).toMatchObject({ ...wanted, advice: `Set ${endpointVariable} to "https://gate.example/a".` });
  });
});
