import type { LoadedFile } from "#platform/code-cache.ts";
import { saveCodeCache } from "#platform/save-code-cache.ts";
import type { OpenPlugin } from "../plugin/process/answer.ts";
import { answerCalls } from "../plugin/process/answer.ts";
import { createAccessServices } from "./services.ts";

/**
 * Answers Terraform's calls with the provider.
 *
 * @param code the file that this is bundled into: what V8 compiles of it is kept for later processes
 */
export function answerAccess(plugin: OpenPlugin, code?: LoadedFile<unknown>): void {
  const { listMethods } = answerCalls(plugin, createAccessServices(plugin.log));
  if (code !== undefined) process.once("exit", () => saveCodeCache(code, listMethods().length));
}
