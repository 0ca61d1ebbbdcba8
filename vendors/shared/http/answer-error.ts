import { AccessError } from "#access/model/errors.ts";
import type { Answer } from "./content.ts";

interface SentRequest {
  /** Method and URL. */
  readonly where: string;
  readonly endpoint: string;
  readonly isRead: boolean;
}

/** Leaves out the path, which may hold a secret. */
function describeRedirectTarget(location: string | undefined, endpoint: string): string {
  if (location === undefined || !URL.canParse(location, endpoint)) return "an unknown location";
  const { origin, protocol } = new URL(location, endpoint);
  // Other schemes have no origin.
  if (origin === "null") return `a ${protocol} URL`;
  return origin === new URL(endpoint).origin ? "another path of the same host" : origin;
}

// RFC 9110 section 15.4: the client must repeat the same request elsewhere, so the server did not carry it out.
const notCarriedOut: ReadonlySet<number> = new Set([307, 308]);

function createRedirectError({ status, headers }: Answer, { where, endpoint, isRead }: SentRequest): AccessError {
  const code = isRead || notCarriedOut.has(status) ? "unexpected_answer" : "outcome_unknown";
  const target = describeRedirectTarget(headers["location"], endpoint);
  const message = `${where} was redirected to ${target} (${status}). Latchkey does not follow redirects, so that the token stays with the endpoint.`;
  const advice =
    "Set `endpoint` to the base URL of the API itself. If a gateway answers with its login page, set the headers that let a program through in `headers`.";
  return new AccessError(code, message, { advice });
}

/** Returns an error for an answer that no vendor API gives, such as a redirect or a web page. */
export function findAnswerError(answer: Answer, sent: SentRequest): AccessError | undefined {
  if (answer.status >= 300 && answer.status < 400) return createRedirectError(answer, sent);
  if (answer.status >= 300 || answer.unreadable === undefined) return undefined;
  const code = sent.isRead ? "unexpected_answer" : "outcome_unknown";
  return new AccessError(code, `${sent.where} answered ${answer.unreadable}.`);
}
