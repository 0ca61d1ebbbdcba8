import type { ProviderService } from "./gen/tfplugin6.ts";
import type { Client, Handlers } from "./service.ts";

export { ProviderService } from "./gen/tfplugin6.ts";

/** The handlers of Terraform's calls; a method without one is answered with UNIMPLEMENTED. */
export type ProviderHandlers = Handlers<typeof ProviderService>;

/** A provider as Terraform sees it. */
export type ProviderClient = Client<typeof ProviderService>;
