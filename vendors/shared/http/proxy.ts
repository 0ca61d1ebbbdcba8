import { AccessError } from "#access/model/errors.ts";
import type { ProxyServer } from "#access/model/vendors/adapter.ts";
import { Secret } from "#access/schema/secret.ts";
import { isExempt } from "./no-proxy.ts";

type Environment = { readonly [name: string]: string | undefined };

const form = "http://HOST:PORT or https://HOST:PORT, with USER:PASSWORD@ before the host where it asks for them";

/** The first that says something: as in Go, capital letters win. */
function firstOf(environment: Environment, ...names: readonly string[]): readonly [string, string] | undefined {
  for (const name of names) {
    const value = environment[name];
    if (value !== undefined && value !== "") return [name, value];
  }
  return undefined;
}

// The value is not repeated: it may hold a password, above all where it cannot be read.
function refused(variable: string, what: string): AccessError {
  return new AccessError("invalid_value", `The environment variable ${variable} ${what}.`, {
    advice: `Set it to ${form}.`,
  });
}

function authorizationOf(variable: string, { username, password }: URL): Secret | undefined {
  if (username === "" && password === "") return undefined;
  try {
    const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return new Secret(`Basic ${Buffer.from(pair, "utf8").toString("base64")}`);
  } catch {
    throw refused(variable, "has a user or password that is not percent-encoded");
  }
}

function parsed(variable: string, text: string): ProxyServer {
  const full = text.includes("://") ? text : `http://${text}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (url === undefined || url.hostname === "") throw refused(variable, "is no proxy's URL");
  if (!/^https?:$/.test(url.protocol)) throw refused(variable, "names a proxy that is neither http nor https");
  const authorization = authorizationOf(variable, url);
  return { url: url.origin, variable, ...(authorization === undefined ? {} : { authorization }) };
}

/**
 * The proxy through which `endpoint` is reached, as HTTPS_PROXY, HTTP_PROXY and NO_PROXY say in either case; undefined
 * where it is reached directly.
 * @throws AccessError where the variable is no proxy's URL.
 */
export function proxyFor(endpoint: string, environment: Environment): ProxyServer | undefined {
  const { protocol, hostname, port } = new URL(endpoint);
  const isSecure = protocol === "https:";
  const named = isSecure
    ? firstOf(environment, "HTTPS_PROXY", "https_proxy")
    : firstOf(environment, "HTTP_PROXY", "http_proxy");
  if (named === undefined) return undefined;
  const destination = { hostname: hostname.replace(/^\[|\]$/g, ""), port: port || (isSecure ? "443" : "80") };
  const [, noProxy = ""] = firstOf(environment, "NO_PROXY", "no_proxy") ?? [];
  return isExempt(destination, noProxy) ? undefined : parsed(...named);
}
