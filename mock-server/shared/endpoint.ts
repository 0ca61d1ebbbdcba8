import { MockError } from "./errors.ts";
import type { Outcome } from "./outcome.ts";
import type { Call, Reply, RouteFacts } from "./vendor.ts";

/** A route of a vendor, served on any instance of it. */
export interface Endpoint<Instance> extends RouteFacts {
  respond(instance: Instance, call: Call): Promise<Reply>;
}

export interface AnyCaller {
  /** As the journal and error messages name the caller. */
  readonly principal: string;
}

/** What is the same on every route of a vendor. */
export interface Conventions<Instance, Caller extends AnyCaller | undefined> {
  readonly contentType: string;
  /** @default `contentType` */
  readonly errorContentType?: string;
  /** Who asks. Throws `MockError` for 401, or returns `undefined` where a route may answer anybody. */
  identify(instance: Instance, call: Call): Promise<Caller>;
  /** Notes that the caller asked, after the answer was made. */
  observe?(instance: Instance, caller: NonNullable<Caller>): Promise<void>;
  /** @default `JSON.stringify` */
  encode?(value: unknown): string | undefined;
  /** What the vendor puts around the JSON of a result; `undefined` where there is none. @default nothing */
  envelope?(json: string | undefined): string;
}

type Style = Omit<Conventions<never, undefined>, "identify" | "observe">;

function encodeOutcome({ encode = JSON.stringify, envelope = (json) => json ?? "" }: Style, outcome: Outcome): string {
  switch (outcome.kind) {
    case "value":
      return envelope(encode(outcome.value));
    case "json":
      return envelope(outcome.json);
    case "empty":
    case "raw":
      return "";
  }
}

function toReply(style: Style, outcome: Outcome, principal: string | null): Reply {
  if (outcome.kind === "raw") return { ...outcome.reply, principal };
  const status = outcome.kind === "empty" ? 204 : outcome.status;
  return { status, contentType: style.contentType, text: encodeOutcome(style, outcome), principal };
}

export function errorReply(
  { contentType, errorContentType = contentType }: Pick<Style, "contentType" | "errorContentType">,
  { status, body, headers }: MockError,
  principal: string | null,
): Reply {
  return { status, contentType: errorContentType, text: JSON.stringify(body), headers, principal };
}

/** Identifies the caller, lets the route act, and makes a reply of what it decided or of the `MockError` that it threw. */
export async function respond<Instance, Caller extends AnyCaller | undefined>(
  conventions: Conventions<Instance, Caller>,
  { instance, call }: { readonly instance: Instance; readonly call: Call },
  act: (caller: Caller) => Promise<Outcome>,
): Promise<Reply> {
  let caller: Caller | undefined;
  let reply: Reply;
  try {
    const identified = await conventions.identify(instance, call);
    caller = identified;
    reply = toReply(conventions, await act(identified), identified?.principal ?? null);
  } catch (error) {
    if (!(error instanceof MockError)) throw error;
    reply = errorReply(conventions, error, caller?.principal ?? null);
  }
  if (caller !== undefined && caller !== null) await conventions.observe?.(instance, caller);
  return reply;
}
