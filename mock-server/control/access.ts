import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { FastifyRequest } from "fastify";

/** `local` callers may see secrets, `token` callers may do everything else. */
export type ControlAccess = "local" | "token" | "refused";

const loopbackAddress = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/i;
const loopbackHost = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i;

export function isLoopbackHost(host: string): boolean {
  return loopbackHost.test(host.includes(":") && !host.startsWith("[") ? `[${host}]` : host);
}

// The address alone is not enough: a proxy on this machine and a web page in its browser come from loopback too. The
// first names itself or whom it speaks for; the second has an Origin, a Sec-Fetch-Site that browsers let no page leave out,
// or a Host that was made to resolve to loopback.
const proxyHeader = /^(?:via|forwarded|x-forwarded(?:-.+)?|x-real-ip|x-client-ip|true-client-ip|cf-.+|x-original-.+)$/;

function cameThroughProxy(headers: IncomingHttpHeaders): boolean {
  return Object.keys(headers).some((name) => proxyHeader.test(name));
}

// `none` is a person who entered the address, `same-origin` a page of the mock itself.
function cameFromPage({ origin, "sec-fetch-site": site }: IncomingHttpHeaders): boolean {
  return origin !== undefined || (site !== undefined && site !== "none" && site !== "same-origin");
}

function isLocal({ headers, socket }: FastifyRequest): boolean {
  return (
    loopbackAddress.test(socket.remoteAddress ?? "") &&
    loopbackHost.test(headers.host ?? "") &&
    !cameThroughProxy(headers) &&
    !cameFromPage(headers)
  );
}

function isSame(given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

/** What a request to `/_mock` may do: everything from this machine, and with the control token from elsewhere. */
export function controlAccess(request: FastifyRequest, token: string | undefined): ControlAccess {
  if (isLocal(request)) return "local";
  const [, given] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "") ?? [];
  return token !== undefined && given !== undefined && isSame(given, token) ? "token" : "refused";
}
