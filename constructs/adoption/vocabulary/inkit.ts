import { isPermissionName } from "#vendors/inkit/facts/permission-names.ts";
import { callMethod, type Code, readMember, useExport, writeText } from "../code.ts";
import type { VendorWords } from "../writing.ts";

const inkit = useExport("inkit");

const standardRoles: ReadonlyMap<string, string> = new Map([
  ["Admin", "admin"],
  ["Document Viewer", "documentViewer"],
  ["Document Generation Manager", "documentGenerationManager"],
  ["Developer", "developer"],
]);

export const words: VendorWords = {
  role(name): Code {
    const standard = standardRoles.get(name);
    return standard === undefined
      ? callMethod(inkit, "role", [writeText(name)])
      : readMember(inkit, "standardRoles", standard);
  },
  permission({ action, resource, selectors }) {
    const name = `${resource}.${action}`;
    if (selectors !== undefined || !isPermissionName(name)) return undefined;
    return callMethod(inkit, "permission", [writeText(name)]);
  },
};
