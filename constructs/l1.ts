/**
 * The classes for single Terraform blocks: they check nothing, have no defaults and mark nothing as sensitive. They have
 * the same names as the constructs in `latchkey`, so rename them when you import both.
 */
export * from "./gen/index.ts";
