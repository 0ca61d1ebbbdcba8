import { z } from "zod";
import type { MockError } from "../shared/errors.ts";
import { invalidInput } from "./errors.ts";
import type { Row } from "./instance.ts";

type ProviderKind = Row<"authDomains">["kind"];

const text = z
  .string()
  .nullish()
  .transform((sent) => sent ?? "");
const flag = z
  .boolean()
  .nullish()
  .transform((sent) => sent ?? false);

/** Members that are left empty default to their own name. */
const mapping = z
  .object({ email: text, name: text, groups: text, role: text })
  .nullish()
  .transform((sent) => ({
    email: sent?.email || "email",
    name: sent?.name || "name",
    groups: sent?.groups || "groups",
    role: sent?.role || "role",
  }));

const specs = {
  saml: z.object({
    entityId: text,
    location: text,
    certificate: text,
    insecureSkipAuthNRequestsSigned: flag,
    attributeMapping: mapping,
  }),
  google: z.object({
    clientId: text,
    clientSecret: text,
    fetchGroups: flag,
    serviceAccountJson: text,
    domainToAdminEmail: z
      .record(z.string(), z.string())
      .nullish()
      .transform((sent) => sent ?? {}),
    fetchTransitiveGroupMembership: flag,
    allowedGroups: z
      .array(z.string())
      .nullish()
      .transform((sent) => sent ?? []),
    insecureSkipEmailVerified: flag,
  }),
  oidc: z.object({
    issuer: text,
    issuerAlias: text,
    clientId: text,
    clientSecret: text,
    claimMapping: mapping,
    insecureSkipEmailVerified: flag,
    getUserInfo: flag,
  }),
} as const satisfies Readonly<Record<ProviderKind, z.ZodType>>;

const required: Readonly<Record<ProviderKind, readonly string[]>> = {
  saml: ["entityId", "location", "certificate"],
  google: ["clientId", "clientSecret"],
  oidc: ["issuer", "clientId", "clientSecret"],
};

const secretMembers = new Set(["clientSecret", "serviceAccountJson"]);

function isKind(kind: string): kind is ProviderKind {
  return Object.hasOwn(specs, kind);
}

function checkThat(isThere: boolean, what: string): void {
  if (!isThere) throw invalidInput("invalid_input", what);
}

function checkGoogle({ fetchGroups, ...spec }: z.output<typeof specs.google>): void {
  const names = Object.keys(spec.domainToAdminEmail);
  checkThat(!fetchGroups || names.length > 0, "fetchGroups needs domainToAdminEmail");
  checkThat(!fetchGroups || spec.serviceAccountJson !== "", "fetchGroups needs serviceAccountJson");
  checkThat(fetchGroups || spec.allowedGroups.length === 0, "allowedGroups needs fetchGroups");
}

/** As it was sent: it is read by hand, because the vendor has its own code for what it cannot read. */
export type SentConfig = unknown;

export type Config = Pick<Row<"authDomains">, "kind" | "spec" | "credentials">;

function refuseConfig(): MockError {
  return invalidInput("auth_domain_invalid_config", "config needs a kind, saml, google or oidc, and its spec");
}

function isZero(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === "object" && value !== null) return Object.keys(value).length === 0;
  return value === "" || value === false;
}

/** What is there of a spec: of Google's, what is empty is left out. */
function listMembers(
  kind: ProviderKind,
  read: Readonly<Record<string, unknown>>,
): readonly (readonly [string, unknown])[] {
  return Object.entries(read).filter(([, value]) => kind !== "google" || !isZero(value));
}

export function checkPresent(config: Config | undefined): Config {
  if (config === undefined) throw refuseConfig();
  return config;
}

/** The config as it is stored, its secrets apart, and `undefined` where none is sent; unknown members of the spec are dropped. */
export function parseConfig(config: SentConfig): Config | undefined {
  if (config === undefined) return undefined;
  if (typeof config !== "object" || config === null || Array.isArray(config)) throw refuseConfig();
  const kind: unknown = Reflect.get(config, "kind");
  const sent: unknown = Reflect.get(config, "spec");
  if (typeof kind !== "string" || !isKind(kind) || sent === undefined) throw refuseConfig();
  // A spec that is null is one without members.
  const spec = sent ?? {};
  const read = specs[kind].safeParse(spec);
  if (!read.success) throw invalidInput("invalid_request_field", `config.spec of ${kind} cannot be read`);
  if (kind === "google") checkGoogle(specs.google.parse(spec));
  const members = listMembers(kind, read.data);
  for (const name of required[kind]) {
    checkThat(
      members.some(([member, value]) => member === name && value !== ""),
      `config.spec.${name} is missing`,
    );
  }
  const isSecret = ([member]: readonly [string, unknown]): boolean => secretMembers.has(member);
  return {
    kind,
    spec: Object.fromEntries(members.filter((entry) => !isSecret(entry))),
    credentials: Object.fromEntries(members.filter(isSecret).map(([member, value]) => [member, String(value)])),
  };
}
