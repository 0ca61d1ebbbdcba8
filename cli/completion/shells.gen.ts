// Made by `npm run generate`; edit what it is made from instead.
import type { Shell } from "./shell.ts";
import { bash } from "./shells/bash.ts";
import { fish } from "./shells/fish.ts";
import { zsh } from "./shells/zsh.ts";

/** Every shell for which `latchkey completion` writes a script. */
export const shells: readonly Shell[] = [bash, fish, zsh];
