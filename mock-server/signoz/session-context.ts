import { z } from "zod";
import { success } from "#vendors/signoz/wire/common.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { type Instance, settingsOf } from "./instance.ts";
import { isLicensed, licenseUnavailable } from "./license.ts";
import type { AuthDomainRow } from "./organization-tables.ts";
import { type Outcome, found } from "./outcome.ts";
import { parseEmail } from "./users.ts";

const provider = z.object({ provider: z.string() });
const context = z.object({
  exists: z.boolean(),
  orgs: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      authNSupport: z.object({
        callback: z.array(provider.extend({ url: z.string() })),
        password: z.array(provider),
      }),
    }),
  ),
});

// Where an identity provider would be; nobody answers there.
function providerUrl({ id, kind }: AuthDomainRow): string {
  return `https://idp.example/${kind}?state=${id}`;
}

async function callbackDomain(instance: Instance, email: string): Promise<AuthDomainRow | undefined> {
  const name = email.slice(email.indexOf("@") + 1);
  const [domain] = await instance.authDomains.find("name", name);
  const { edition } = await settingsOf(instance);
  if (domain?.enabled !== true || (edition === "community" && domain.kind !== "google")) return undefined;
  return domain;
}

async function contextOf(instance: Instance, sent: unknown): Promise<z.output<typeof context>> {
  const email = parseEmail(typeof sent === "string" ? sent : "");
  const { orgId } = await settingsOf(instance);
  const organization = await instance.organizations.get(orgId);
  const domain = await callbackDomain(instance, email);
  const [user] = await instance.users.find("email", email);
  const isPassword = domain === undefined || user?.isRoot === true;
  const authNSupport = isPassword
    ? { callback: [], password: [{ provider: "email_password" }] }
    : { callback: [{ provider: domain.kind, url: providerUrl(domain) }], password: [] };
  return { exists: user !== undefined, orgs: [{ id: orgId, name: organization?.name ?? "", authNSupport }] };
}

function failed(code: string): Outcome {
  return { kind: "redirect", location: `/login?callbackauthnerr=true&code=${code}` };
}

// No identity provider sends anybody here: `POST /_mock/sso-login` signs people in.
async function callback(instance: Instance, kind: AuthDomainRow["kind"]): Promise<Outcome> {
  const { edition } = await settingsOf(instance);
  if (kind !== "google" && edition === "community") return failed("unsupported");
  if (kind !== "google" && !(await isLicensed(instance))) throw licenseUnavailable(`sign-in by ${kind} needs`);
  return failed("invalid_input");
}

function callbackEndpoint(kind: AuthDomainRow["kind"], operationId: string): Endpoint {
  return endpoint({
    method: kind === "saml" ? "POST" : "GET",
    path: `/api/v1/complete/${kind}`,
    operationId,
    gate: { kind: "public" },
    replies: { 303: null },
    errors: kind === "google" ? {} : { 451: ["license_unavailable"] },
    handle: (instance) => callback(instance, kind),
  });
}

export const signInEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "GET",
    path: "/api/v2/sessions/context",
    operationId: "GetSessionContext",
    gate: { kind: "public" },
    replies: { 200: success(context) },
    errors: { 400: ["invalid_input"] },
    handle: async (instance, { query }) => found(await contextOf(instance, query["email"])),
  }),
  callbackEndpoint("google", "CreateSessionByGoogleCallback"),
  callbackEndpoint("oidc", "CreateSessionByOIDCCallback"),
  callbackEndpoint("saml", "CreateSessionBySAMLCallback"),
];
