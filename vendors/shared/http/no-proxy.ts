import { BlockList, isIP } from "node:net";
import { domainToASCII } from "node:url";

export interface Destination {
  /** As in a URL, but IPv6 without brackets. */
  readonly hostname: string;
  readonly port: string;
}

const familyOf = (address: string): "ipv4" | "ipv6" => (isIP(address) === 6 ? "ipv6" : "ipv4");

function createLoopbackList(): BlockList {
  const addresses = new BlockList();
  addresses.addSubnet("127.0.0.0", 8, "ipv4");
  addresses.addAddress("::1", "ipv6");
  return addresses;
}

/** The port is undefined if the entry covers every port. */
function parseEntry(entry: string): { readonly host: string; readonly port: string | undefined } {
  if (isIP(entry) !== 0) return { host: entry, port: undefined };
  const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? [];
  return { host: bracketed ?? plain ?? "", port };
}

function isInSubnet(address: string, entry: string): boolean {
  const [, subnet = "", prefix = ""] = /^([\da-f.:]+)\/(\d{1,3})$/.exec(entry) ?? [];
  const bits = Number(prefix);
  if (isIP(subnet) === 0 || bits > (isIP(subnet) === 6 ? 128 : 32)) return false;
  const addresses = new BlockList();
  addresses.addSubnet(subnet, bits, familyOf(subnet));
  return addresses.check(address, familyOf(address));
}

function isAddress(address: string, host: string): boolean {
  if (isIP(host) === 0) return false;
  const addresses = new BlockList();
  addresses.addAddress(host, familyOf(host));
  return addresses.check(address, familyOf(address));
}

function isDomain(hostname: string, host: string): boolean {
  const suffix = host.startsWith("*.") ? host.slice(1) : host;
  const name = domainToASCII(suffix.replace(/^\./, ""));
  if (name === "") return false;
  return hostname.endsWith(`.${name}`) || (!suffix.startsWith(".") && hostname === name);
}

function matches({ hostname, port }: Destination, entry: string): boolean {
  if (entry === "*") return true;
  if (isIP(hostname) !== 0 && isInSubnet(hostname, entry)) return true;
  const exempt = parseEntry(entry);
  if (exempt.port !== undefined && exempt.port !== port) return false;
  return isIP(hostname) === 0 ? isDomain(hostname, exempt.host) : isAddress(hostname, exempt.host);
}

/**
 * Whether a destination is reached without a proxy. Follows the rules of Go's golang.org/x/net/http/httpproxy, like
 * Terraform itself: this machine is always exempt. `noProxy` lists `*`, addresses, CIDR blocks, domains (with their
 * subdomains) and `.domain` (subdomains only). All but a block may end with a port.
 */
export function isExempt(destination: Destination, noProxy: string): boolean {
  const { hostname } = destination;
  if (hostname === "localhost" || (isIP(hostname) !== 0 && createLoopbackList().check(hostname, familyOf(hostname))))
    return true;
  const entries = noProxy.split(",").map((entry) => entry.trim().toLowerCase());
  return entries.some((entry) => entry !== "" && matches(destination, entry));
}
