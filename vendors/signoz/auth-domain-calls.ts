import * as z from "zod";
import { AccessError } from "#access/model/errors.ts";
import type { Turns } from "../shared/turns.ts";
import { type JsonCalls, pathOf } from "../shared/calls/json-calls.ts";
import { receivedId } from "../shared/wire/received.ts";
import * as wire from "./wire/role-mapping.ts";

const domains = "/api/v2/auth_domains";

// `config` is sent back unparsed, including members that a newer server may add: an update replaces all of it.
const domain = z.object({
  id: receivedId,
  name: z.string(),
  enabled: z.boolean(),
  config: z.unknown(),
  roleMapping: wire.roleMapping.nullable(),
});
type WholeDomain = z.output<typeof domain>;

const configKind = z.object({ kind: z.string() });

/** An auth domain without its configuration, which contains secrets in plain text. */
export interface AuthDomain extends Omit<WholeDomain, "config"> {
  /** `saml`, `google` or `oidc`. */
  readonly kind: string | null;
}

function dropConfig({ config, ...row }: WholeDomain): AuthDomain {
  return { ...row, kind: configKind.safeParse(config).data?.kind ?? null };
}

const secretMember = /secret|json|certificate|password|token|key/i;
// Shorter texts are often ordinary words such as `role`; hiding them would make the message unreadable.
const longText = 16;

/** The texts of a configuration that a message must not repeat, longest first. */
function listHiddenTexts(value: unknown, member = ""): readonly string[] {
  if (typeof value === "string") return value.length >= longText || secretMember.test(member) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  const found = Object.entries(value).flatMap(([name, inner]) => listHiddenTexts(inner, name));
  return found.filter((text) => text !== "").toSorted((a, b) => b.length - a.length);
}

/** Hides the configuration in the error message, and drops the cause, which may contain it too. */
function conceal({ config }: WholeDomain, error: unknown): unknown {
  if (!(error instanceof AccessError)) return error;
  const message = listHiddenTexts(config).reduce(
    (message, text) => message.replaceAll(text, "[hidden]"),
    error.message,
  );
  const { code, path, advice } = error;
  return new AccessError(code, message, { path, advice });
}

/** SigNoz's API calls for auth domains. */
export class AuthDomainCalls {
  readonly #calls: JsonCalls;
  readonly #turns: Turns;

  constructor(calls: JsonCalls, turns: Turns) {
    this.#calls = calls;
    this.#turns = turns;
  }

  async #find(id: string): Promise<WholeDomain | undefined> {
    return this.#calls.find({
      what: `Reading auth domain ${id}`,
      path: pathOf(domains, id),
      answers: domain,
      asked: { id },
    });
  }

  async find(id: string): Promise<AuthDomain | undefined> {
    const found = await this.#find(id);
    return found === undefined ? undefined : dropConfig(found);
  }

  async list(): Promise<readonly AuthDomain[]> {
    const rows = await this.#calls.read({
      what: "Listing auth domains",
      path: domains,
      answers: z.array(domain),
      asked: {},
    });
    return rows.map(dropConfig);
  }

  /**
   * Replaces the mapping with the result of `change`; writes nothing if it returns undefined. An update replaces the whole
   * domain, so changes to one domain run one after the other.
   * @returns false if the domain does not exist
   */
  async remap(
    id: string,
    change: (present: wire.RoleMapping | null) => wire.RoleMapping | null | undefined,
  ): Promise<boolean> {
    return this.#turns.take(`auth domain ${id}`, async () => {
      const found = await this.#find(id);
      if (found === undefined) return false;
      const roleMapping = change(found.roleMapping);
      if (roleMapping === undefined) return true;
      const { name, enabled, config } = found;
      const what = `Writing the role mapping of auth domain ${name} (${id})`;
      const body = { enabled, config, roleMapping };
      await this.#calls.run({ what, method: "PUT", path: pathOf(domains, id), body }).catch((error: unknown) => {
        throw conceal(found, error);
      });
      return true;
    });
  }
}
