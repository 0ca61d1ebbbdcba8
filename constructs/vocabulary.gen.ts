// Made by `npm run generate`; edit what it is made from instead.
export * from "./vocabulary/bigeye.ts";
export * from "./vocabulary/inkit.ts";
export * from "./vocabulary/signoz.ts";
