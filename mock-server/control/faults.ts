import { parseDuration } from "./clock.ts";
import type { Fault, FaultOrder } from "./control/shapes.ts";
import type { RandomBytes } from "./random.ts";
import type { Method, Reply } from "./vendor.ts";

/** A route as it is served: its path with the vendor's prefix, parameters in braces. */
export interface ServedRoute {
  readonly method: Method;
  readonly path: string;
}

/** What is to go wrong, in the order in which it was asked for. */
export interface Faults {
  /** Undefined where no served route is meant: a fault that can never strike is a mistake in the test. */
  add(order: FaultOrder): Fault | undefined;
  list(): readonly Fault[];
  clear(): void;
  /** The first fault that befalls this request, counted down. */
  strike(method: string, path: string): Fault | undefined;
}

interface Kept {
  readonly fault: Omit<Fault, "left">;
  left: number | null;
  /** Of a rate limit: when the stretch began, and how many came in it. */
  readonly stretch: { began: number; came: number };
}

interface Pattern {
  readonly method: string;
  readonly segments: readonly string[];
}

function isWild(segment: string): boolean {
  return segment === "*" || /^\{\w+\}$/.test(segment);
}

function patternOf(route: string): Pattern {
  const [method = "", path = ""] = route.split(" ");
  return { method, segments: path.split("/") };
}

/** Whether one request could be meant by both. */
function overlap(one: Pattern, other: Pattern): boolean {
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

/** The fault as it befalls this request; undefined where a rate limit lets it through. */
function beyondLimit({ fault, stretch }: Kept, now: number): Omit<Fault, "left"> | undefined {
  const { limit, status = 429 } = fault;
  if (limit === undefined) return fault;
  const length = parseDuration(limit.per) ?? 0;
  if (now >= stretch.began + length || now < stretch.began) {
    stretch.began = now;
    stretch.came = 0;
  }
  stretch.came += 1;
  if (stretch.came <= limit.requests) return undefined;
  return { ...fault, status, retryAfter: Math.ceil((stretch.began + length - now) / 1_000) };
}

export function createFaults(
  routes: readonly ServedRoute[],
  randomBytes: RandomBytes,
  now: () => number = Date.now,
): Faults {
  let kept: Kept[] = [];
  let added = 0;
  const served = routes.map(({ method, path }) => patternOf(`${method} ${path}`));
  const isLikely = ({ fault: { probability = 1 } }: Kept): boolean =>
    probability === 1 || randomBytes(4).readUInt32BE() / 2 ** 32 < probability;
  const shown = ({ fault, left }: Kept): Fault => ({ ...fault, left });
  return {
    add(order) {
      const pattern = patternOf(order.route);
      if (!served.some((route) => overlap(pattern, route))) return undefined;
      added += 1;
      const entry: Kept = {
        fault: { id: `fault-${added}`, ...order },
        left: order.count ?? null,
        stretch: { began: Number.NEGATIVE_INFINITY, came: 0 },
      };
      kept.push(entry);
      return shown(entry);
    },
    list: () => kept.map(shown),
    clear() {
      kept = [];
    },
    strike(method, path) {
      if (kept.length === 0) return undefined;
      const request = { method, segments: path.split("/") };
      for (const entry of kept) {
        if (entry.left === 0 || !overlap(patternOf(entry.fault.route), request) || !isLikely(entry)) continue;
        const struck = beyondLimit(entry, now());
        if (struck === undefined) continue;
        if (entry.left !== null) entry.left -= 1;
        return { ...struck, left: entry.left };
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

/** What a proxy before the vendor would answer in its place. */
function replaced({ status = 200, retryAfter }: Fault, principal: string | null): Reply {
  const headers = retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
  const text = JSON.stringify({ error: { message: `a fault of the mock: ${status}` } });
  return { status, contentType: json, text, headers, principal };
}

/** The answer as it arrives; `acted` is the vendor's own, where it acted. */
export function spoilt(fault: Fault, acted: Reply | undefined): Reply {
  const reply = acted === undefined || fault.status !== undefined ? replaced(fault, acted?.principal ?? null) : acted;
  if (fault.body === undefined) return reply;
  // No content is nothing to spoil: something that is none of the vendor's answers stands in for it.
  const status = reply.status === 204 ? 200 : reply.status;
  if (fault.body === "html") return { ...reply, status, contentType: "text/html; charset=utf-8", text: page };
  const whole = reply.text === "" ? '{"status":"success"}' : reply.text;
  return { ...reply, status, text: whole.slice(0, Math.floor(whole.length / 2)) };
}
