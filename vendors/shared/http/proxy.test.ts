import { describe, expect, it } from "vitest";
import { AccessError } from "#access/model/errors.ts";
import { isExempt } from "./no-proxy.ts";
import { findProxy } from "./proxy.ts";

const endpoint = "https://signals.kestrel.example/base";

describe("the proxy of an endpoint", () => {
  it.each([
    { name: "none if no variable is set", environment: {}, want: undefined },
    {
      name: "HTTPS_PROXY for https",
      environment: { HTTPS_PROXY: "http://one.example:3128", HTTP_PROXY: "http://two.example" },
      want: { url: "http://one.example:3128", variable: "HTTPS_PROXY" },
    },
    {
      name: "none for https if only HTTP_PROXY is set",
      environment: { HTTP_PROXY: "http://two.example" },
      want: undefined,
    },
    {
      name: "the lower-case variable",
      environment: { https_proxy: "https://one.example:8443" },
      want: { url: "https://one.example:8443", variable: "https_proxy" },
    },
    {
      name: "the upper-case variable if both are set",
      environment: { https_proxy: "http://lower.example", HTTPS_PROXY: "http://upper.example" },
      want: { url: "http://upper.example", variable: "HTTPS_PROXY" },
    },
    {
      name: "the lower-case variable if the upper-case one is empty",
      environment: { https_proxy: "http://lower.example", HTTPS_PROXY: "" },
      want: { url: "http://lower.example", variable: "https_proxy" },
    },
    {
      name: "http if the URL has no scheme",
      environment: { HTTPS_PROXY: "one.example:3128" },
      want: { url: "http://one.example:3128", variable: "HTTPS_PROXY" },
    },
    {
      name: "none if NO_PROXY lists the host",
      environment: { HTTPS_PROXY: "http://one.example", no_proxy: "kestrel.example" },
      want: undefined,
    },
  ])("is $name", ({ environment, want }) => {
    expect(findProxy(endpoint, environment)).toEqual(want);
  });

  it("is HTTP_PROXY for http", () => {
    const environment = { HTTPS_PROXY: "http://one.example:3128", http_proxy: "http://two.example:81" };
    expect(findProxy("http://signals.kestrel.example", environment)).toEqual({
      url: "http://two.example:81",
      variable: "http_proxy",
    });
  });

  it.each([
    { name: "user and password", url: "http://ada:finch%40fern@one.example:3128", want: "ada:finch@fern" },
    { name: "a user alone", url: "http://ada@one.example:3128", want: "ada:" },
    { name: "letters beyond ASCII", url: "http://ada:%C3%A9t%C3%A9@one.example:3128", want: "ada:été" },
  ])("moves $name from the URL into the authorization", ({ url, want }) => {
    const proxy = findProxy(endpoint, { HTTPS_PROXY: url });
    expect(proxy?.authorization?.open()).toBe(`Basic ${Buffer.from(want).toString("base64")}`);
    expect(proxy?.url).toBe("http://one.example:3128");
  });

  it.each([
    { name: "an invalid URL", url: "http://ada:finch@" },
    { name: "an invalid port", url: "http://ada:finch@one.example:port" },
    { name: "another protocol", url: "socks5://ada:finch@one.example:1080" },
    { name: "a password that is not percent-encoded", url: "http://ada:finch%zz@one.example:3128" },
  ])("fails for $name, and names the variable but not its value", ({ url }) => {
    let thrown: unknown;
    try {
      findProxy(endpoint, { https_proxy: url });
    } catch (error) {
      thrown = error;
    }
    if (!(thrown instanceof AccessError)) throw new Error("no AccessError was thrown");
    expect(thrown.message).toContain("https_proxy");
    expect(`${thrown.message} ${thrown.advice}`).not.toMatch(/finch|ada/);
  });

  it("is not parsed if the endpoint is exempt", () => {
    expect(findProxy("https://127.0.0.1:8443", { HTTPS_PROXY: "socks5://one.example" })).toBeUndefined();
  });
});

describe("whether a host is exempt", () => {
  it.each([
    { host: "localhost", noProxy: "", want: true },
    { host: "127.8.0.1", noProxy: "", want: true },
    { host: "::1", noProxy: "", want: true },
    { host: "a.localhost", noProxy: "", want: false },
    { host: "a.example", noProxy: "", want: false },
    { host: "a.example", noProxy: "*", want: true },
    { host: "a.example", noProxy: "b.example, A.Example ,", want: true },
    { host: "x.a.example", noProxy: "a.example", want: true },
    { host: "xa.example", noProxy: "a.example", want: false },
    { host: "a.example", noProxy: ".a.example", want: false },
    { host: "x.a.example", noProxy: ".a.example", want: true },
    { host: "a.example", noProxy: "*.a.example", want: false },
    { host: "x.a.example", noProxy: "*.a.example", want: true },
    { host: "a.example", noProxy: "a.example:8443", want: true },
    { host: "a.example", noProxy: "a.example:443", want: false },
    { host: "xn--bcher-kva.example", noProxy: "bücher.example", want: true },
    { host: "10.2.3.4", noProxy: "10.2.3.4", want: true },
    { host: "10.2.3.4", noProxy: "10.2.3.4:443", want: false },
    { host: "10.2.3.4", noProxy: "10.0.0.0/8", want: true },
    { host: "11.2.3.4", noProxy: "10.0.0.0/8", want: false },
    { host: "10.2.3.4", noProxy: "10.0.0.0/33", want: false },
    { host: "10.2.3.4", noProxy: "3.4", want: false },
    { host: "2001:db8::7", noProxy: "2001:db8::/32", want: true },
    { host: "2001:db8::7", noProxy: "2001:db8:0::7", want: true },
    { host: "2001:db8::7", noProxy: "[2001:db8::7]:8443", want: true },
    { host: "2001:db8::7", noProxy: "[2001:db8::7]:443", want: false },
    { host: "a.example", noProxy: ":8443,[,/8", want: false },
  ])('is $want for $host and NO_PROXY "$noProxy"', ({ host, noProxy, want }) => {
    expect(isExempt({ hostname: host, port: "8443" }, noProxy)).toBe(want);
  });
});
