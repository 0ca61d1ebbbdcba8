import { Fn, Lazy, Op, TerraformLocal, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { AccessProvider } from "../access-provider.ts";

const secret = "plain-petrel-1";

function synthesize(
  build: (stack: TerraformStack) => Partial<ConstructorParameters<typeof AccessProvider>[2]>,
): string {
  const stack = new TerraformStack(Testing.app(), "harbour");
  new AccessProvider(stack, "signoz", { vendor: "signoz", ...build(stack) });
  return Testing.synth(stack, true);
}

const lazy = (): string => Lazy.stringValue({ produce: () => secret });
const token = (stack: TerraformStack, options: { readonly default?: string } = {}, id = "token"): TerraformVariable =>
  new TerraformVariable(stack, id, { type: "string", sensitive: true, ...options });

describe("a secret in clear in a provider block", () => {
  it.each<{ name: string; build: Parameters<typeof synthesize>[0] }>([
    { name: "a token from Fn.join", build: () => ({ token: Fn.join("", ["plain-", "petrel-1"]) }) },
    { name: "a token from Lazy", build: () => ({ token: lazy() }) },
    { name: "a variable's default", build: (stack) => ({ token: token(stack, { default: secret }).stringValue }) },
    {
      name: "a variable's default within a function",
      build: (stack) => ({ token: Fn.trimspace(token(stack, { default: secret }).stringValue) }),
    },
    {
      name: "a fallback",
      build: (stack) => ({ token: Fn.coalesce([Fn.trimspace(token(stack).stringValue), secret]) }),
    },
    { name: "a condition", build: (stack) => ({ token: Fn.conditional(true, secret, token(stack).stringValue) }) },
    { name: "a text that looks like a template", build: () => ({ token: Fn.join("", [secret, "${a.b}"]) }) },
    { name: "a local", build: (stack) => ({ token: new TerraformLocal(stack, "kept", secret).asString }) },
    { name: "a header from Lazy", build: () => ({ headers: { "X-Gateway": lazy() } }) },
    { name: "userinfo in the endpoint", build: () => ({ endpoint: `https://me:${secret}@signals.example.com` }) },
    { name: "a token that begins in clear", build: (stack) => ({ token: `plain-${token(stack).stringValue}` }) },
    { name: "a token that ends in clear", build: (stack) => ({ token: `${token(stack).stringValue}-petrel` }) },
    {
      name: "a token that is joined with a text",
      build: (stack) => ({ token: Fn.join("", [secret, token(stack).stringValue]) }),
    },
    {
      name: "a token in a format with a text",
      build: (stack) => ({ token: Fn.format(`${secret}%s`, [token(stack).stringValue]) }),
    },
    {
      name: "a local that is joined with a text",
      build: (stack) => ({ token: new TerraformLocal(stack, "kept", `petrel-1${token(stack).stringValue}`).asString }),
    },
    {
      name: "a header behind a scheme, in part",
      build: (stack) => ({ headers: { "X-Gateway": `Bearer petrel-1${token(stack).stringValue}` } }),
    },
    { name: "a query of the endpoint", build: () => ({ endpoint: `https://signals.example.com?api_key=${secret}` }) },
    { name: "a fragment of the endpoint", build: () => ({ endpoint: `https://signals.example.com#${secret}` }) },
    {
      name: "a query of a former endpoint",
      build: () => ({ formerEndpoints: ["https://a.example.com", `https://b.example.com?key=${secret}`] }),
    },
    {
      name: "a query behind a variable",
      build: (stack) => ({ endpoint: `${new TerraformVariable(stack, "url", {}).stringValue}?key=${secret}` }),
    },
    {
      name: "a query in an endpoint from Lazy",
      build: () => ({ endpoint: Lazy.stringValue({ produce: () => `https://signals.example.com?key=${secret}` }) }),
    },
    {
      name: "userinfo in an endpoint from Lazy",
      build: () => ({ endpoint: Lazy.stringValue({ produce: () => `https://me:${secret}@signals.example.com` }) }),
    },
  ])("is refused at synth, without showing it: $name", ({ build }) => {
    let failure = "";
    try {
      synthesize(build);
    } catch (error) {
      failure = String(error);
    }
    expect(failure).toContain("harbour/signoz: ");
    expect(failure).toContain("in clear");
    expect(failure).not.toContain("petrel");
  });

  it.each<{ name: string; build: Parameters<typeof synthesize>[0] }>([
    { name: "a variable", build: (stack) => ({ token: token(stack).stringValue }) },
    { name: "a variable within a function", build: (stack) => ({ token: Fn.trimspace(token(stack).stringValue) }) },
    {
      name: "a variable behind a scheme",
      build: (stack) => ({ headers: { "X-Gateway": Fn.join(" ", ["Basic", token(stack).stringValue]) } }),
    },
    {
      name: "a local of a variable",
      build: (stack) => ({ token: new TerraformLocal(stack, "kept", token(stack).value).asString }),
    },
    {
      name: "one of two variables",
      build: (stack) => ({ token: Fn.coalesce([Fn.lookup(token(stack).value, "petrel"), Fn.file("petrel"), ""]) }),
    },
    {
      name: "a condition on a text",
      build: (stack) => ({
        token: Fn.conditional(Op.eq("petrel", "tern"), token(stack).stringValue, Fn.file("tern")),
      }),
    },
    { name: "a file", build: () => ({ token: Fn.trimspace(Fn.file("/run/secrets/petrel")) }) },
    {
      name: "two variables and what is between them",
      build: (stack) => ({ token: `${token(stack).stringValue}.${token(stack, {}, "other").stringValue}` }),
    },
    {
      name: "a header behind a scheme",
      build: (stack) => ({ headers: { "X-Gateway": `Bearer ${token(stack).stringValue}` } }),
    },
    {
      name: "a cookie",
      build: (stack) => ({ headers: { Cookie: `CF_Authorization=${token(stack).stringValue}; path=/` } }),
    },
    {
      name: "a map by a name",
      build: (stack) => ({
        token: Fn.join("", [Fn.lookup(token(stack).value, "petrels"), token(stack, {}, "b").value]),
      }),
    },
    {
      name: "an endpoint with a condition",
      build: (stack) => ({ endpoint: Fn.conditional(true, "https://a.example.com", token(stack).stringValue) }),
    },
    { name: "no token", build: () => ({ endpoint: "https://signals.example.com/a@b" }) },
  ])("is not seen in $name", ({ build }) => {
    expect(synthesize(build)).toContain('"vendor"');
  });
});

describe("a token from a variable that is not marked", () => {
  const unmarked = (stack: TerraformStack, sensitive?: boolean): string =>
    new TerraformVariable(stack, "token", { type: "string", ...(sensitive === undefined ? {} : { sensitive }) })
      .stringValue;

  it.each<{ name: string; build: Parameters<typeof synthesize>[0] }>([
    { name: "itself", build: (stack) => ({ token: unmarked(stack) }) },
    { name: "marked as not sensitive", build: (stack) => ({ token: unmarked(stack, false) }) },
    { name: "within a function", build: (stack) => ({ token: Fn.trimspace(unmarked(stack)) }) },
  ])("fails: $name", ({ build }) => {
    expect(() => synthesize(build)).toThrow(
      "harbour/signoz: `token` is the variable harbour/token, which is not marked",
    );
  });

  it("passes once it is marked where it is used", () => {
    expect(synthesize((stack) => ({ token: Fn.sensitive(unmarked(stack)) }))).toContain("sensitive(var.token)");
  });
});
