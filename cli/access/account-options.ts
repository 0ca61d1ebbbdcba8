import { type Command, Option } from "commander";
import { parseVendorChoice, type VendorChoice } from "#review/accounts.ts";
import { addConnectionOptions } from "./connection-options.ts";

/** @throws Error for an address: there is no file that has one */
function parseVendor(text: string): VendorChoice {
  const choice = parseVendorChoice(text);
  if (choice.address === null) return choice;
  throw new Error(
    `--vendor takes NAME[@URL] here, and received the address ${choice.address} too: one account is asked. Leave out the address and "=".`,
  );
}

/** The options of commands that ask one account of a vendor. */
export function addAccountOptions(command: Command): Command {
  const option = new Option(
    "--vendor <name[@url]>",
    "the vendor, and its endpoint if it is no --endpoint; default: ACCESS_VENDOR",
  );
  option.default([], "none").argParser((text: string, all: readonly VendorChoice[]) => [...all, parseVendor(text)]);
  return addConnectionOptions(command.addOption(option));
}
