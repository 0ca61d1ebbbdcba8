/**
 * The classes that stand for single Terraform blocks: nothing is checked, filled in or marked sensitive. Their names are
 * those of the constructs in `latchkey`, so import them under another name, or from here alone.
 */
export * from "./gen/index.ts";
