import { resolve } from "node:path";
import { isNativeError } from "node:util/types";
import { AccessError } from "#access/model/errors.ts";
import { actionArguments } from "#access/model/nouns/actions.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { quoteLine } from "#access/schema/shown-text.ts";
import { reserveFile, type ReservedFile } from "#platform/new-file.ts";

/** Where an encrypted secret goes. */
export interface Delivery {
  readonly path: string;
  /** @throws AccessError that has the text: it is the only place where it is then */
  deliver(ciphertext: string): Promise<void>;
  /** There is nothing to deliver. */
  cancel(): Promise<void>;
}

// The owner alone, although it is encrypted.
const mode = 0o600;

function describeFault(error: unknown): string {
  return isNativeError(error) ? error.message : String(error);
}

async function reserve(path: string, room: number): Promise<ReservedFile> {
  try {
    return await reserveFile(resolve(path), { mode, room });
  } catch (error) {
    const name = toSnakeCase(actionArguments.writeTo);
    const message = `\`${name}\`: the file ${quoteLine(path, 500)} ${describeFault(error)}. Nothing was done.`;
    const advice = "Name a file that does not exist yet, in a folder that does and that has room.";
    throw new AccessError("invalid_value", message, { path: [actionArguments.writeTo], advice, cause: error });
  }
}

/**
 * Creates the file before there is anything to write, so that a secret never waits for a place.
 * @param room in bytes: how much the encrypted secret may take
 * @throws AccessError
 */
export async function openDelivery(path: string, room: number): Promise<Delivery> {
  const file = await reserve(path, room);
  return {
    path,
    async deliver(ciphertext) {
      try {
        await file.write(ciphertext);
      } catch (error) {
        const message = `The encrypted secret could not be written: ${quoteLine(path, 500)} ${describeFault(error)}. It is nowhere else than here:\n\n${ciphertext}`;
        throw new AccessError("internal", message, {
          advice: "Keep it, and decrypt it with age. The old secret was not revoked.",
          cause: error,
        });
      }
    },
    cancel: () => file.discard(),
  };
}
