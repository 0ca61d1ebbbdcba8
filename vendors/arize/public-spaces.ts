import type { Context } from "#access/model/vendors/adapter.ts";
import { readIfPermitted } from "../shared/calls/permitted.ts";
import { listTexts } from "../shared/list-texts.ts";
import type { ArizeConnection } from "./connection.ts";
import { listKnownOrganizations } from "./facts/access.ts";
import { defaultLevels } from "./facts/data/levels.ts";

interface Fallback {
  readonly level: string;
  /** Names of public spaces in which the key has no role of its own. */
  readonly spaces: readonly string[];
}

async function listFallbacks(
  { client: arize, signal }: Context<ArizeConnection>,
  access: unknown,
): Promise<readonly Fallback[]> {
  const client = arize.during(signal);
  const fallbacks: Fallback[] = [];
  for (const { orgId, level, spaceIds } of listKnownOrganizations(access)) {
    const rows = await readIfPermitted(arize.reads.readSpaces(client, orgId), ["forbidden", "not_found"]);
    const open = (rows?.value ?? []).filter(({ id, is_private }) => !is_private && !spaceIds.includes(id));
    if (open.length > 0)
      fallbacks.push({ level: level ?? defaultLevels.organization, spaces: open.map(({ name }) => name) });
  }
  return fallbacks;
}

/**
 * Warns of spaces that a key reaches although its access does not list them: in a public space, a bot without a role has its
 * level in the organization, which is at least READ_ONLY. Reads nothing that the check of the spaces has not read.
 */
export async function warnOfPublicSpaces(context: Context<ArizeConnection>, access: unknown): Promise<void> {
  for (const { level, spaces } of await listFallbacks(context, access)) {
    context.warn(
      "The key reaches more spaces than it lists",
      `Arize spaces are public by default, and in a public space a key without a role has its level in the organization, here ${level}. So it also reaches: ${listTexts(spaces)}. If it must not, make these spaces private in Arize (\`is_private\`), or restrict their projects. A public space that is created later is reached too.`,
    );
  }
}
