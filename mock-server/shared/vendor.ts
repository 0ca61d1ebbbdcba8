import type { z } from "zod";
import type { Clock } from "./clock.ts";
import type { RandomBytes } from "./random.ts";
import type { Store } from "./store/store.ts";

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
  /** Who asked, as the vendor names principals; null if no credential was accepted. For the journal. */
  readonly principal: string | null;
}

/** What is known about a route without running it, for documentation and tests. */
export interface RouteFacts {
  readonly method: Method;
  /** Below the vendor's prefix, parameters in braces: `/api/v1/roles/{id}`. */
  readonly path: string;
  /** The vendor's own name where its OpenAPI document has one. */
  readonly operationId: string;
  /** All permissions that the caller needs, in the vendor's words. Empty: nothing beyond `access`. */
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

/** What a vendor may use of the process. */
export interface Surroundings {
  readonly store: Store;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
}

/** What an identity provider says about a person who returns from it. */
export interface SignIn {
  readonly email: string;
  readonly groups: readonly string[];
  /** The value of its role attribute, if it has one. */
  readonly role?: string | undefined;
  readonly name?: string | undefined;
}

export interface SignedIn {
  /** As the vendor names principals. */
  readonly principal: string;
  /** Whether this created the person, or activated an invited one. */
  readonly isFirst: boolean;
  /** The names of the person's roles now. */
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
   * Creates the initial data if there is none, and makes sure that the administrator's token works.
   * Returns that token: `token` if given, else the present one, else a new one.
   */
  prepare(token?: string): Promise<string>;
  /** Adds a seed; throws `SeedError` if the vendor would refuse it. */
  seed(seed: unknown): Promise<void>;
  /** Signs a person in through single sign-on; throws `SignInError`. Left out if the mock has no single sign-on for the vendor. */
  signIn?(person: SignIn): Promise<SignedIn>;
  /** What the vendor answers if no route matches. */
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

/** The vendor would not let this person in: the message says why. */
export class SignInError extends Error {
  override readonly name = "SignInError";
}
