// Made by `npm run generate`; edit what it is made from instead.
import { noun as key } from "./key.ts";
import { noun as member } from "./member.ts";
import { noun as role } from "./role.ts";
import { noun as serviceAccount } from "./service-account.ts";
import { noun as settings } from "./settings.ts";

export const nouns = [key, member, role, serviceAccount, settings];
