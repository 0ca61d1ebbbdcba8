import { type GuardMode, guardModes } from "#access/model/provider/settings.ts";
import type { Trace } from "#access/model/vendors/adapter.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { listTexts, openAccount, type OpenAccount } from "#connection/open-account.ts";
import type { Settings, Surroundings } from "#connection/surroundings.ts";
import { EscalationGuard } from "./guard/escalation-guard.ts";
import type { EphemeralObject } from "./ephemeral/object.ts";
import { ManagedObjects } from "./managed-objects.ts";

/** One vendor's account, opened by one provider block. */
export interface Connection extends OpenAccount {
  readonly guard: EscalationGuard;
  readonly managed: ManagedObjects;
  /** What this run opened and has not closed, by a handle that Terraform keeps. */
  readonly opened: Map<string, EphemeralObject>;
}

function guardModeOf({ escalationGuard }: Settings): GuardMode {
  return isUnknown(escalationGuard) || escalationGuard === null ? guardModes[0] : escalationGuard;
}

/** Opens the connection without a request to the vendor. @throws AccessError */
export async function connect(settings: Settings, surroundings: Surroundings, trace: Trace): Promise<Connection> {
  const account = await openAccount(settings, surroundings, trace);
  const mode = { mode: guardModeOf(settings), mayDelegate: listTexts(settings.mayDelegate) };
  const guard = new EscalationGuard(account.vendor, mode);
  return { ...account, guard, managed: new ManagedObjects(), opened: new Map() };
}
