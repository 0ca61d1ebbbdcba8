import {
  AccessProvider,
  arize,
  bigeye,
  CustomRole,
  inkit,
  Key,
  type Permission,
  Scope,
  ServiceAccount,
  signoz,
  type VendorName,
} from "#constructs/index.ts";
import { Testing, TerraformStack } from "#constructs/shared/cdktf.ts";

/** A stack of one vendor, in which `holder` may do `held` and nothing else of what is listed. */
export interface VendorStack {
  readonly stack: TerraformStack;
  /** A service account; where a key brings its account, the key. */
  readonly holder: ServiceAccount | Key;
  /** The name of its account. */
  readonly name: string;
  readonly role: CustomRole;
  readonly held: Permission;
  readonly other: Permission;
  /** Gives the holder a role that allows `other`. What is bound to a key's own account is certain once it is applied. */
  widen(): void;
}

type Build = (stack: TerraformStack) => Omit<VendorStack, "stack">;

function idOf(type: string, number: number): string {
  return Buffer.from(`${type}:${number}:x1`).toString("base64");
}

const builders: Readonly<Record<VendorName, Build>> = {
  signoz: (stack) => {
    const holder = new ServiceAccount(stack, "ferry");
    const held = signoz.read("dashboard");
    const other = signoz.update("dashboard");
    const role = new CustomRole(stack, "reader", { permissions: [held] });
    holder.addRole(role);
    const widen = () => void holder.addRole(new CustomRole(stack, "editor", { permissions: [other] }));
    return { holder, name: "ferry", role, held, other, widen };
  },
  bigeye: (stack) => {
    const on = Scope.fromId(stack, "tides", { type: "workspace", id: "7" });
    const holder = new ServiceAccount(stack, "ferry");
    const held = bigeye.read("TABLE");
    const other = bigeye.execute("SCAN_JOB");
    const own = bigeye.baseRole("VIEW");
    const role = new CustomRole(stack, "reader", { own, permissions: [held] });
    holder.addRole(role, { on });
    const widen = () => void holder.addRole(new CustomRole(stack, "editor", { own, permissions: [other] }), { on });
    // Its own group has its name.
    const name = `${holder.resource.terraformResourceType}.${holder.resource.friendlyUniqueId}`;
    return { holder, name, role, held, other, widen };
  },
  arize: (stack) => {
    const organization = Scope.fromId(stack, "fisheries", { type: "organization", id: idOf("AccountOrganization", 4) });
    const space = Scope.fromId(stack, "landings", { type: "space", id: idOf("Space", 5) });
    const held = arize.permission("PROJECT_READ");
    const other = arize.permission("PROJECT_DELETE");
    const role = new CustomRole(stack, "reader", { permissions: [held] });
    const give = (id: string, given: CustomRole) =>
      new Key(stack, id, {
        own: arize.access({
          account: arize.level.member,
          organizations: [{ organization, spaces: [{ space, role: given }] }],
        }),
      });
    const holder = give("ferry", role);
    const widen = () => void holder.addRole(new CustomRole(stack, "editor", { permissions: [other] }), { on: space });
    return { holder, name: "ferry", role, held, other, widen };
  },
  inkit: (stack) => {
    const holder = new ServiceAccount(stack, "ferry");
    const held = inkit.permission("folders.create");
    const other = inkit.permission("users.activate");
    const role = new CustomRole(stack, "reader", { permissions: [held] });
    holder.addRole(role);
    const widen = () => void holder.addRole(new CustomRole(stack, "editor", { permissions: [other] }));
    return { holder, name: "ferry", role, held, other, widen };
  },
};

/** A vendor that is missing here does not compile. */
export const vendorNames: readonly VendorName[] = ["arize", "bigeye", "inkit", "signoz"];

export function createVendorStack(vendor: VendorName, name = "harbor"): VendorStack {
  const stack = new TerraformStack(Testing.app(), name);
  new AccessProvider(stack, "access", { vendor });
  return { stack, ...builders[vendor](stack) };
}
