import { toSnakeCase } from "#access/schema/names.ts";
import type { Settings } from "./surroundings.ts";

type Setting = keyof Settings;

/** How messages speak of the settings of a connection: each kind of user writes them somewhere else. */
export interface SettingWords {
  /** A setting in a sentence: `` `endpoint` ``. */
  name(setting: Setting): string;
  /** Where it is set: `` `endpoint` in the provider block ``. Null if only the environment has it. */
  place(setting: Setting): string | null;
  /** What to do if there is no file of this path. */
  adviseMissingFile(path: string): string;
  /** Who has to be able to read files. */
  readonly reader: string;
}

const nameInBlock = (setting: Setting): string => `\`${toSnakeCase(setting)}\``;

/** Of a provider block. */
export const blockWords: SettingWords = {
  name: nameInBlock,
  place: (setting) => `${nameInBlock(setting)} in the provider block`,
  adviseMissingFile: (path) =>
    path.startsWith("~")
      ? 'Terraform does not expand "~": write pathexpand("~/…").'
      : "Use a path relative to the folder in which Terraform runs, or an absolute one, such as ${path.module}/ca.pem.",
  reader: "the user who runs Terraform",
};

/** A sentence without an end, as others may follow: `` Set `vendor` in the provider block, or ACCESS_VENDOR ``. */
export function adviseSetting(words: SettingWords, setting: Setting, variables: string): string {
  const place = words.place(setting);
  return place === null ? `Set ${variables}` : `Set ${place}, or ${variables}`;
}
