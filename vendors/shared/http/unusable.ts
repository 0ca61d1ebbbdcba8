import { AccessError } from "#access/model/errors.ts";
import type { Answer } from "./content.ts";

interface Asked {
  /** Method and URL. */
  readonly where: string;
  readonly endpoint: string;
  readonly isRead: boolean;
}

/** Where a redirect points; without its path, which may hold what is no one else's business. */
function aimOf(location: string | undefined, endpoint: string): string {
  if (location === undefined || !URL.canParse(location, endpoint)) return "nowhere";
  const { origin } = new URL(location, endpoint);
  return origin === new URL(endpoint).origin ? "another path of the same host" : origin;
}

// RFC 9110 section 15.4: these want the same request elsewhere, so that it was not carried out here.
const elsewhere: ReadonlySet<number> = new Set([307, 308]);

function redirect({ status, headers }: Answer, { where, endpoint, isRead }: Asked): AccessError {
  const code = isRead || elsewhere.has(status) ? "unexpected_answer" : "outcome_unknown";
  const message = `${where} was redirected to ${aimOf(headers["location"], endpoint)} (${status}), which is not followed, so that the token goes nowhere else.`;
  const advice =
    "Set `endpoint` to the base URL of the API itself. Where a log-in page of a gateway answers, `headers` can carry what lets a program through.";
  return new AccessError(code, message, { advice });
}

/** What is wrong with an answer that no vendor's API gives; undefined where it may be one's. */
export function unusable(answer: Answer, asked: Asked): AccessError | undefined {
  if (answer.status >= 300 && answer.status < 400) return redirect(answer, asked);
  if (answer.status >= 300 || answer.unreadable === undefined) return undefined;
  const code = asked.isRead ? "unexpected_answer" : "outcome_unknown";
  return new AccessError(code, `${asked.where} answered ${answer.unreadable}.`);
}
