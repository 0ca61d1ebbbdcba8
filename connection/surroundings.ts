import type { providerSettings } from "#access/model/provider/settings.ts";
import type { Config } from "#access/schema/records.ts";

/** A provider block's values, or what takes their place. */
export type Settings = Config<typeof providerSettings>;

/** What a connection needs from the process. */
export interface Surroundings {
  readonly environment: { readonly [name: string]: string | undefined };
  readonly now: () => Date;
  readonly sleep: (milliseconds: number) => Promise<void>;
}
