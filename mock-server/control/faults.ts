import { parseDuration } from "../shared/clock.ts";
import type { Fault, FaultOrder } from "./shapes.ts";
import type { RandomBytes } from "../shared/random.ts";
import type { Method, Reply } from "../shared/vendor.ts";

/** A route as it is served: its path with the vendor's prefix, parameters in braces. */
export interface ServedRoute {
  readonly method: Method;
  readonly path: string;
}

/** The faults, in the order in which they were added. */
export interface Faults {
  /** Undefined if no served route matches: a fault that can never apply is a mistake in the test. */
  add(order: FaultOrder): Fault | undefined;
  list(): readonly Fault[];
  clear(): void;
  /** The first fault that applies to this request; takes one off its count. */
  take(method: string, path: string): Fault | undefined;
}

interface FaultEntry {
  readonly fault: Omit<Fault, "left">;
  left: number | null;
  /** Of a rate limit: when the current period began, and how many requests came in it. */
  readonly period: { began: number; came: number };
}

interface Pattern {
  readonly method: string;
  readonly segments: readonly string[];
}

function isWild(segment: string): boolean {
  return segment === "*" || /^\{\w+\}$/.test(segment);
}

function parsePattern(route: string): Pattern {
  const [method = "", path = ""] = route.split(" ");
  return { method, segments: path.split("/") };
}

/** Whether both can match one request. */
function doOverlap(one: Pattern, other: Pattern): boolean {
  const isMethod = one.method === "*" || one.method === other.method;
  return (
    isMethod &&
    one.segments.length === other.segments.length &&
    one.segments.every((segment, index) => {
      const opposite = other.segments[index] ?? "";
      return segment === opposite || (isWild(segment) && opposite !== "") || isWild(opposite);
    })
  );
}

/** The fault as it applies to this request; undefined if the rate limit lets it through. */
function applyLimit({ fault, period }: FaultEntry, now: number): Omit<Fault, "left"> | undefined {
  const { limit, status = 429 } = fault;
  if (limit === undefined) return fault;
  const length = parseDuration(limit.per) ?? 0;
  if (now >= period.began + length || now < period.began) {
    period.began = now;
    period.came = 0;
  }
  period.came += 1;
  if (period.came <= limit.requests) return undefined;
  return { ...fault, status, retryAfter: Math.ceil((period.began + length - now) / 1_000) };
}

export function createFaults(
  routes: readonly ServedRoute[],
  randomBytes: RandomBytes,
  now: () => number = Date.now,
): Faults {
  let kept: FaultEntry[] = [];
  let added = 0;
  const served = routes.map(({ method, path }) => parsePattern(`${method} ${path}`));
  const isLikely = ({ fault: { probability = 1 } }: FaultEntry): boolean =>
    probability === 1 || randomBytes(4).readUInt32BE() / 2 ** 32 < probability;
  const toFault = ({ fault, left }: FaultEntry): Fault => ({ ...fault, left });
  return {
    add(order) {
      const pattern = parsePattern(order.route);
      if (!served.some((route) => doOverlap(pattern, route))) return undefined;
      added += 1;
      const entry: FaultEntry = {
        fault: { id: `fault-${added}`, ...order },
        left: order.count ?? null,
        period: { began: Number.NEGATIVE_INFINITY, came: 0 },
      };
      kept.push(entry);
      return toFault(entry);
    },
    list: () => kept.map(toFault),
    clear() {
      kept = [];
    },
    take(method, path) {
      if (kept.length === 0) return undefined;
      const request = { method, segments: path.split("/") };
      for (const entry of kept) {
        if (entry.left === 0 || !doOverlap(parsePattern(entry.fault.route), request) || !isLikely(entry)) continue;
        const applied = applyLimit(entry, now());
        if (applied === undefined) continue;
        if (entry.left !== null) entry.left -= 1;
        return { ...applied, left: entry.left };
      }
      return undefined;
    },
  };
}

export function doesAct({ acts, drop, status }: Fault): boolean {
  return acts ?? (drop !== "before" && status === undefined);
}

const json = "application/json; charset=utf-8";
const page = "<!doctype html><html><head><title>One moment</title></head><body>Please wait.</body></html>";

/** What a proxy in front of the vendor would answer. */
function replaceReply({ status = 200, retryAfter }: Fault, principal: string | null): Reply {
  const headers = retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
  const text = JSON.stringify({ error: { message: `a fault of the mock: ${status}` } });
  return { status, contentType: json, text, headers, principal };
}

/** The answer as it arrives; `acted` is the vendor's own answer, if it acted. */
export function changeReply(fault: Fault, acted: Reply | undefined): Reply {
  const reply =
    acted === undefined || fault.status !== undefined ? replaceReply(fault, acted?.principal ?? null) : acted;
  if (fault.body === undefined) return reply;
  // An empty answer cannot be cut: a body that is not the vendor's takes its place.
  const status = reply.status === 204 ? 200 : reply.status;
  if (fault.body === "html") return { ...reply, status, contentType: "text/html; charset=utf-8", text: page };
  const whole = reply.text === "" ? '{"status":"success"}' : reply.text;
  return { ...reply, status, text: whole.slice(0, Math.floor(whole.length / 2)) };
}
