import { AccessError } from "#access/model/errors.ts";
import type { ProxyServer } from "#access/model/vendors/adapter.ts";
import { Secret } from "#access/schema/secret.ts";
import { isExempt } from "./no-proxy.ts";

type Environment = { readonly [name: string]: string | undefined };

const form = "http://HOST:PORT or https://HOST:PORT, with USER:PASSWORD@ before the host if the proxy requires a login";

/** The name and value of the first variable that is set. As in Go, the upper-case name wins. */
function findVariable(environment: Environment, ...names: readonly string[]): readonly [string, string] | undefined {
  for (const name of names) {
    const value = environment[name];
    if (value !== undefined && value !== "") return [name, value];
  }
  return undefined;
}

// Never quotes the value: it may hold a password, most of all when it cannot be parsed.
function createError(variable: string, problem: string): AccessError {
  return new AccessError("invalid_value", `The environment variable ${variable} ${problem}.`, {
    advice: `Set it to ${form}.`,
  });
}

function readAuthorization(variable: string, { username, password }: URL): Secret | undefined {
  if (username === "" && password === "") return undefined;
  try {
    // A secret of its own: a proxy may repeat the password without the rest, as it was sent or as it was written.
    const secret = new Secret(decodeURIComponent(password));
    const pair = Buffer.from(`${decodeURIComponent(username)}:${secret.open()}`, "utf8").toString("base64");
    return new Secret(`Basic ${new Secret(pair).open()}`);
  } catch {
    throw createError(variable, "has a user or password that is not percent-encoded");
  }
}

function parseProxy(variable: string, text: string): ProxyServer {
  const full = text.includes("://") ? text : `http://${text}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (url === undefined || url.hostname === "") throw createError(variable, "is not a valid proxy URL");
  if (!/^https?:$/.test(url.protocol)) throw createError(variable, "names a proxy that is neither http nor https");
  const authorization = readAuthorization(variable, url);
  return { url: url.origin, variable, ...(authorization === undefined ? {} : { authorization }) };
}

/**
 * Finds the proxy for `endpoint` in HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in upper or lower case. Undefined if the
 * endpoint is reached directly.
 * @throws AccessError if the variable is not a valid proxy URL.
 */
export function findProxy(endpoint: string, environment: Environment): ProxyServer | undefined {
  const { protocol, hostname, port } = new URL(endpoint);
  const isSecure = protocol === "https:";
  const found = isSecure
    ? findVariable(environment, "HTTPS_PROXY", "https_proxy")
    : findVariable(environment, "HTTP_PROXY", "http_proxy");
  if (found === undefined) return undefined;
  const destination = { hostname: hostname.replace(/^\[|\]$/g, ""), port: port || (isSecure ? "443" : "80") };
  const [, noProxy = ""] = findVariable(environment, "NO_PROXY", "no_proxy") ?? [];
  return isExempt(destination, noProxy) ? undefined : parseProxy(...found);
}
