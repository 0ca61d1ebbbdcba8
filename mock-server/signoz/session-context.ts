import { z } from "zod";
import { success } from "#vendors/signoz/wire/common.ts";
import { readSettings } from "../shared/instance.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { type Outcome, found } from "../shared/outcome.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import type { Instance, Row } from "./instance.ts";
import { isLicensed, refuseUnlicensed } from "./license.ts";
import { parseEmail } from "./email.ts";
import { redirect } from "./replies.ts";

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
function providerUrl({ id, kind }: Row<"authDomains">): string {
  return `https://idp.example/${kind}?state=${id}`;
}

async function findCallbackDomain(instance: Instance, email: string): Promise<Row<"authDomains"> | undefined> {
  const name = email.slice(email.indexOf("@") + 1);
  const [domain] = await instance.authDomains.find("name", name);
  const { edition } = await readSettings(instance);
  if (domain?.enabled !== true || (edition === "community" && domain.kind !== "google")) return undefined;
  return domain;
}

async function createContext(instance: Instance, sent: unknown): Promise<z.output<typeof context>> {
  const email = parseEmail(typeof sent === "string" ? sent : "");
  const { orgId } = await readSettings(instance);
  const organization = await instance.organizations.get(orgId);
  const domain = await findCallbackDomain(instance, email);
  const [user] = await instance.users.find("email", email);
  const isPassword = domain === undefined || user?.isRoot === true;
  const authNSupport = isPassword
    ? { callback: [], password: [{ provider: "email_password" }] }
    : { callback: [{ provider: domain.kind, url: providerUrl(domain) }], password: [] };
  return { exists: user !== undefined, orgs: [{ id: orgId, name: organization?.name ?? "", authNSupport }] };
}

function redirectWithError(code: string): Outcome {
  return redirect(`/login?callbackauthnerr=true&code=${code}`);
}

// No identity provider sends anybody here: `POST /_mock/sso-login` signs people in.
async function answerCallback(instance: Instance, kind: Row<"authDomains">["kind"]): Promise<Outcome> {
  const { edition } = await readSettings(instance);
  if (kind !== "google" && edition === "community") return redirectWithError("unsupported");
  if (kind !== "google" && !(await isLicensed(instance))) throw refuseUnlicensed(`sign-in by ${kind} needs`);
  return redirectWithError("invalid_input");
}

function createCallbackEndpoint(kind: Row<"authDomains">["kind"], operationId: string): Endpoint {
  return endpoint({
    method: kind === "saml" ? "POST" : "GET",
    path: `/api/v1/complete/${kind}`,
    operationId,
    gate: { kind: "public" },
    replies: { 303: null },
    errors: kind === "google" ? {} : { 451: ["license_unavailable"] },
    handle: (instance) => answerCallback(instance, kind),
  });
}

const routes = [
  endpoint({
    method: "GET",
    path: "/api/v2/sessions/context",
    operationId: "GetSessionContext",
    gate: { kind: "public" },
    replies: { 200: success(context) },
    errors: { 400: ["invalid_valuer"] },
    handle: async (instance, { query }) => found(await createContext(instance, query["email"])),
  }),
  createCallbackEndpoint("google", "CreateSessionByGoogleCallback"),
  createCallbackEndpoint("oidc", "CreateSessionByOIDCCallback"),
  createCallbackEndpoint("saml", "CreateSessionBySAMLCallback"),
];

export const noun = defineMockNoun({ routes });
