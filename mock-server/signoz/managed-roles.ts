import { everySelector } from "#vendors/signoz/facts/data/limits.ts";
import { type ManagedRole, managedRoles } from "#vendors/signoz/facts/data/managed-roles.ts";
import type { Instance, Row } from "./instance.ts";

type Version = Row<"settings">["version"];

// Up to v0.138.0 the administrator had 145 permissions.
function isInOlder({ verb, kind }: ManagedRole["transactions"][number]): boolean {
  return kind !== "auth-domain" || (verb !== "attach" && verb !== "detach");
}

function listGroups(version: Version, { transactions }: ManagedRole): Row<"roles">["transactionGroups"] {
  return transactions
    .filter((one) => version === "main" || isInOlder(one))
    .map(({ verb, type, kind }) => ({
      relation: verb,
      objectGroup: { resource: { type, kind }, selectors: [everySelector] },
    }));
}

export async function createManagedRoles(instance: Instance, orgId: string): Promise<void> {
  const at = instance.timestamp();
  for (const managed of managedRoles) {
    const { name, description } = managed;
    await instance.roles.put({
      id: instance.newId(),
      name,
      description,
      type: "managed",
      orgId,
      transactionGroups: listGroups("main", managed),
      createdAt: at,
      updatedAt: at,
    });
  }
}

/** Makes it an instance of that version. */
export async function setVersion(instance: Instance, version: Version): Promise<void> {
  await instance.settings.patch("settings", { version });
  for (const managed of managedRoles) {
    const [role] = await instance.roles.find("name", managed.name);
    if (role !== undefined) await instance.roles.patch(role.id, { transactionGroups: listGroups(version, managed) });
  }
}
