import { invalidInput } from "./errors.ts";

// The vendor's expression backtracks without end here, so its parts are tested one by one.
const foreign = "\\u00A0-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFEF";
const atom = `[a-z0-9!#$%&'*+\\-/=?^_\`{|}~${foreign}]+`;
const local = new RegExp(`^${atom}(?:\\.${atom})*$`);
const domain = new RegExp(`^[a-z0-9${foreign}][a-z0-9~.\\-${foreign}]*[a-z${foreign}]$`);
const lastDot = new RegExp(`[a-z0-9${foreign}]\\.[a-z${foreign}]`);

function isEmail(text: string): boolean {
  const at = text.lastIndexOf("@");
  const name = text.slice(at + 1).replace(/\.$/, "");
  return at > 0 && local.test(text.slice(0, at)) && domain.test(name) && lastDot.test(name);
}

/** Trimmed and in lower case, as it is stored and compared. Its domain has a dot. */
export function parseEmail(text: string): string {
  const email = text.trim().toLowerCase();
  if (isEmail(email)) return email;
  throw invalidInput("invalid_valuer", "email is not an e-mail address");
}

/** An e-mail of a body: empty where it is left out. Throws for one that is empty or malformed. */
export function readEmail(sent: string | null | undefined): string {
  return sent === undefined ? "" : parseEmail(sent ?? "");
}
