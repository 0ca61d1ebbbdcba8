import { z } from "zod";
import { failure, success } from "#vendors/signoz/wire/common.ts";
import { readSettings } from "../shared/instance.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { type Outcome, found } from "../shared/outcome.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { notFound } from "./errors.ts";
import type { Instance, Row } from "./instance.ts";
import { isLicensed } from "./license.ts";
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
      /** Why the domain's own sign-in is not offered. */
      warning: failure.shape.error.optional(),
    }),
  ),
});

// Where an identity provider would be; nobody answers there.
function providerUrl({ id, kind }: Row<"authDomains">): string {
  return `https://idp.example/${kind}?state=${id}`;
}

async function findEnabledDomain(instance: Instance, email: string): Promise<Row<"authDomains"> | undefined> {
  const name = email.slice(email.indexOf("@") + 1);
  const [domain] = await instance.authDomains.find("name", name);
  return domain?.enabled === true ? domain : undefined;
}

const noProvider = notFound("not_found", "this edition has no such sign-in");
const warning = failure.parse(noProvider.body).error;

/** Whether the edition has the sign-in of this kind. */
function isOffered(kind: Row<"authDomains">["kind"], { edition }: Row<"settings">): boolean {
  return kind === "google" || edition === "enterprise";
}

async function createContext(instance: Instance, sent: unknown): Promise<z.output<typeof context>> {
  const email = parseEmail(typeof sent === "string" ? sent : "");
  const settings = await readSettings(instance);
  const { orgId } = settings;
  const organization = await instance.organizations.get(orgId);
  const domain = await findEnabledDomain(instance, email);
  const [user] = await instance.users.find("email", email);
  const isMissing = domain !== undefined && !isOffered(domain.kind, settings);
  const isPassword = domain === undefined || isMissing || user?.isRoot === true;
  const authNSupport = isPassword
    ? { callback: [], password: [{ provider: "email_password" }] }
    : { callback: [{ provider: domain.kind, url: providerUrl(domain) }], password: [] };
  const context = { id: orgId, name: organization?.name ?? "", authNSupport };
  return { exists: user !== undefined, orgs: [isMissing ? { ...context, warning } : context] };
}

function redirectWithError(code: string): Outcome {
  return redirect(`/login?callbackauthnerr=true&code=${code}`);
}

// No identity provider sends anybody here: `POST /_mock/sso-login` signs people in.
async function answerCallback(instance: Instance, kind: Row<"authDomains">["kind"]): Promise<Outcome> {
  if (!isOffered(kind, await readSettings(instance))) return redirectWithError("not_found");
  if (kind !== "google" && !(await isLicensed(instance))) return redirectWithError("license_unavailable");
  return redirectWithError("invalid_input");
}

function createCallbackEndpoint(kind: Row<"authDomains">["kind"], operationId: string): Endpoint {
  return endpoint({
    method: kind === "saml" ? "POST" : "GET",
    path: `/api/v1/complete/${kind}`,
    operationId,
    gate: { kind: "public" },
    replies: { 303: null },
    errors: {},
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
