// Made by `npm run generate`; edit what it is made from instead.
import type { Host } from "./host.ts";
import { github } from "./hosts/github.ts";
import { gitlab } from "./hosts/gitlab.ts";

/** Every host of repositories at which `latchkey comment` writes. */
export const hosts: readonly Host[] = [github, gitlab];
