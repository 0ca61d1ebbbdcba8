import { dirname } from "node:path";
import { findRepository, findUserCode } from "../delivery/user-code.ts";
import type { TerraformResource } from "./cdktf.ts";
import { readCode } from "./code-trace.ts";

/** What in the code gives something. */
export interface GrantCause {
  /** The path of the construct. */
  readonly constructPath: string;
  /** Terraform's address of the block. */
  readonly address: string;
  /**
   * The file of your code, relative to the root of the repository.
   *
   * @default - it is not known
   */
  readonly file?: string;
  /**
   * The line, from 1.
   *
   * @default - it is not known
   */
  readonly line?: number;
}

export function findGrantCause(resource: TerraformResource): GrantCause {
  const folders = { repository: findRepository(process.cwd()), own: dirname(import.meta.dirname) };
  const address = `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
  return { constructPath: resource.node.path, address, ...findUserCode(readCode(resource) ?? [], folders) };
}
