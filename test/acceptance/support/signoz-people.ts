import { z } from "zod";
import * as wire from "#vendors/signoz/wire/session.ts";
import type { Bench } from "./access.ts";
import { SignozAdmin } from "./signoz-admin.ts";

const password = "Tern-over-9-Fjords";

async function posted(bench: Pick<Bench, "url">, path: string, body: object): Promise<unknown> {
  const response = await fetch(`${bench.url}/api${path}`, { method: "POST", body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`POST ${path} was answered ${response.status}: ${text}`);
  return text === "" ? undefined : z.object({ data: z.unknown() }).parse(JSON.parse(text)).data;
}

/** Signs in with the password that `activate` sets, or with another one. Answers the session's token. */
export async function signIn(bench: Bench, email: string, secret = password): Promise<string> {
  const { id: orgId } = z
    .object({ id: z.string() })
    .parse(await bench.admin.must({ method: "GET", path: "/v2/orgs/me" }));
  const body = { email, password: secret, orgId };
  return wire.session.parse(await posted(bench, "/v2/sessions/email_password", body)).accessToken;
}

/** Follows an invitation: sets a password and signs in. Answers the session's token. */
export async function activate(bench: Bench, email: string, token: string): Promise<string> {
  await posted(bench, "/v2/factor_password/reset", { token, password });
  return signIn(bench, email);
}

/** SigNoz's API as a person uses it who is signed in. */
export function asUser({ url }: Pick<Bench, "url">, session: string): SignozAdmin {
  return new SignozAdmin(url, { authorization: `Bearer ${session}` });
}
