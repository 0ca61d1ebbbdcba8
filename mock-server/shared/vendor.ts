import type { z } from "zod";
import type { Clock } from "./clock.ts";
import type { RandomBytes } from "./random.ts";
import type { Store } from "./store.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** A request as a vendor sees it. */
export interface Call {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** As it was sent; empty where there was none. */
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly contentType: string;
  /** Empty for a status without a body. */
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Who asked, as the vendor names principals; null where no credential was accepted. For the journal. */
  readonly principal: string | null;
}

/** What can be said of a route without running it: documentation and tests are made from this. */
export interface RouteFacts {
  readonly method: Method;
  /** Below the vendor's prefix, parameters in braces: `/api/v1/roles/{id}`. */
  readonly path: string;
  /** The vendor's own name where its OpenAPI document has one. */
  readonly operationId: string;
  /** What the caller needs, in the vendor's words; all of them. Empty: nothing beyond what `access` says. */
  readonly permissions: readonly string[];
  readonly access: "public" | "authenticated" | "permitted";
  readonly body?: z.ZodType;
  /** The whole answer by status; null where there is no body. */
  readonly replies: Readonly<Record<number, z.ZodType | null>>;
  /** The vendor's error codes by status. */
  readonly errors: Readonly<Record<number, readonly string[]>>;
}

export interface Route extends RouteFacts {
  /** Checks, acts and answers in the vendor's order. Never throws for what a caller did. */
  respond(call: Call): Promise<Reply>;
}

/** What a vendor may use; nothing else of the process reaches it. */
export interface Surroundings {
  readonly store: Store;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
}

/** What an identity provider says of somebody who comes back from it. */
export interface SignIn {
  readonly email: string;
  readonly groups: readonly string[];
  /** What its attribute for roles holds, where it has one. */
  readonly role?: string | undefined;
  readonly name?: string | undefined;
}

export interface SignedIn {
  /** As the vendor names principals. */
  readonly principal: string;
  /** Whether this made the person, or made an invited one active. */
  readonly isFirst: boolean;
  /** The names of the roles that the person holds now. */
  readonly roles: readonly string[];
  /** What to send to act as that person. */
  readonly headers: Readonly<Record<string, string>>;
  /** The vendor's own answer to a sign-in. */
  readonly session: Readonly<Record<string, unknown>>;
}

/** One vendor, opened on a store. */
export interface VendorServer {
  readonly routes: readonly Route[];
  /**
   * Makes the first world where there is none, and sees to it that the administrator's token works.
   * Answers that token: `token` where it is said, else the one that is there, else a new one.
   */
  prepare(token?: string): Promise<string>;
  /** Adds to the world; throws `SeedRefused` when the vendor would refuse it. */
  seed(seed: unknown): Promise<void>;
  /** Signs somebody in as after single sign-on; throws `SignInRefused`. Left out where the vendor has no such thing here. */
  signIn?(person: SignIn): Promise<SignedIn>;
  /** What the vendor answers where no route matches. */
  unmatched(call: Call): Reply;
}

export interface Vendor {
  /** The prefix of its paths, and its name on the command line and in seeds. */
  readonly name: string;
  /** The vendor's member of a seed file. */
  readonly seed: z.ZodType;
  readonly routes: readonly RouteFacts[];
  /** The vendor's answer to what it refuses, for documentation. */
  readonly failure?: z.ZodType;
  open(surroundings: Surroundings): VendorServer;
}

/** A seed that is well-formed and still cannot be: the message names what and why. */
export class SeedRefused extends Error {
  override readonly name = "SeedRefused";
}

/** Somebody whom the vendor would not let in: the message says why. */
export class SignInRefused extends Error {
  override readonly name = "SignInRefused";
}
