import type { Permission } from "#access/model/permissions/permission.ts";
import type { Hand, State } from "./by-hand.ts";

/** One thing that somebody does by hand. */
export interface Deed {
  readonly name: string;
  /** What drift calls it. */
  readonly code: string;
  readonly severity: "error" | "warning" | "note";
  /** The nouns that a vendor needs for it. */
  readonly needs: readonly string[];
  /** Vendors that cannot do it, or tell it otherwise. */
  readonly except?: readonly string[];
  /** Something is made, which can be taken away again. @default false */
  readonly isMade?: true;
  /** Vendors that let nobody take it away, or not with such a token. */
  readonly lasts?: readonly string[];
  does(hand: Hand): Promise<unknown>;
}

/** The role, the group or the account that every account has, and that gives little. */
const isOps = ({ name }: State): boolean => name === "ops";

async function addPermission(hand: Hand): Promise<void> {
  const role = await hand.pick("role", isOps);
  const permissions = [...(role["permissions"] as readonly Permission[]), hand.permission];
  await hand.update("role", role, { permissions });
}

/** Somebody who may hold a role: of an account, of a member, or of a group. */
async function findHolder(hand: Hand): Promise<State> {
  if (hand.vendor.facts.name === "bigeye") return { groupId: (await hand.pick("group", isOps))["id"] };
  if (hand.vendor.facts.name === "arize") return { memberId: (await hand.pick("member", isCrew))["id"] };
  return { serviceAccountId: (await hand.pick("service_account"))["id"] };
}

const isCrew = ({ email }: State): boolean => String(email).startsWith("crew");

const isViewers = ({ defaultRole }: State): boolean => defaultRole === "signoz-viewer";

async function bindAnother(hand: Hand): Promise<void> {
  const holder = await findHolder(hand);
  const [key = ""] = Object.keys(holder);
  const bindings = await hand.list("role_binding");
  const held = bindings.filter((one) => one[key] === holder[key]);
  const role = await hand.create("role", { name: "bound-by-hand", permissions: [hand.permission] });
  const isFree = (one: State): boolean =>
    held.every(({ scope }) => JSON.stringify(scope) !== JSON.stringify(one["scope"]));
  const types = new Set(bindings.map(({ scope }) => (scope as State | null)?.["type"]));
  const parts = (await hand.listBeside("scope")).filter(({ type }) => types.has(type));
  const others = parts.map(({ type, id }): State => ({ scope: { type, id } }));
  const place = [...bindings, ...others].find(isFree) ?? held[0];
  const scope = held[0]?.["scope"] === null ? null : (place?.["scope"] ?? null);
  await hand.create("role_binding", { ...holder, roleId: role["id"], scope });
}

/** What is made by hand at the vendor that has only some of the nouns. */
const names: State = { name: "made-by-hand" };

export const deeds: readonly Deed[] = [
  {
    name: "a role is given another permission",
    code: "LK501",
    severity: "error",
    needs: ["role"],
    does: addPermission,
  },
  {
    name: "the description of a role is changed",
    code: "LK501",
    severity: "note",
    needs: ["role"],
    does: async (hand) => hand.update("role", await hand.pick("role", isOps), { description: "changed by hand" }),
  },
  {
    name: "a role is renamed",
    code: "LK501",
    severity: "note",
    needs: ["role"],
    // Another name is another role there.
    except: ["signoz"],
    does: async (hand) => hand.update("role", await hand.pick("role", isOps), { name: "Renamed" }),
  },
  {
    name: "a binding gets another role",
    code: "LK501",
    severity: "error",
    needs: ["role_binding"],
    // Another role is another binding there.
    except: ["signoz", "bigeye"],
    does: async (hand) => {
      const { id: roleId } = await hand.create("role", { name: "by-hand", permissions: [hand.permission] });
      await hand.update("role_binding", await hand.pick("role_binding"), { roleId });
    },
  },
  {
    name: "a role is made",
    isMade: true,
    code: "LK505",
    severity: "warning",
    needs: ["role"],
    does: async (hand) => hand.create("role", { name: "by-hand", permissions: [hand.permission] }),
  },
  {
    name: "a binding is taken away",
    code: "LK502",
    severity: "warning",
    needs: ["role_binding"],
    does: async (hand) => hand.remove("role_binding", await hand.pick("role_binding")),
  },
  {
    name: "a role is bound",
    isMade: true,
    code: "LK504",
    severity: "warning",
    needs: ["role_binding"],
    does: bindAnother,
  },
  {
    name: "an account is made",
    isMade: true,
    code: "LK503",
    severity: "warning",
    needs: ["service_account"],
    except: ["inkit"],
    does: (hand) => hand.create("service_account", names),
  },
  {
    name: "an account with a role is made",
    isMade: true,
    code: "LK503",
    severity: "warning",
    needs: ["service_account"],
    except: ["signoz", "bigeye"],
    does: async (hand) => {
      const role = await hand.pick("role", isOps);
      await hand.create("service_account", { ...names, roleIds: [role["id"]] });
    },
  },
  {
    name: "an account is renamed",
    code: "LK501",
    severity: "note",
    needs: ["service_account"],
    does: async (hand) => hand.update("service_account", await hand.pick("service_account"), { name: "renamed" }),
  },
  {
    name: "an account is deleted",
    code: "LK502",
    severity: "warning",
    needs: ["service_account"],
    does: async (hand) => hand.remove("service_account", await hand.pick("service_account")),
  },
  {
    name: "a list of roles gets another one",
    code: "LK501",
    severity: "error",
    needs: ["service_account"],
    except: ["signoz", "bigeye"],
    does: async (hand) => {
      const account = await hand.pick("service_account");
      const held = account["roleIds"] as readonly string[];
      const role = await hand.create("role", { name: "more", permissions: [hand.permission] });
      await hand.update("service_account", account, { roleIds: [...held, role["id"]] });
    },
  },
  {
    name: "the description of an account is changed",
    code: "LK501",
    severity: "note",
    needs: ["service_account"],
    except: ["signoz", "bigeye"],
    does: async (hand) => {
      await hand.update("service_account", await hand.pick("service_account"), { description: "changed by hand" });
    },
  },
  {
    name: "a key is made",
    isMade: true,
    lasts: ["inkit"],
    code: "LK506",
    severity: "warning",
    needs: ["key", "service_account"],
    does: async (hand) => {
      const serviceAccountId = (await hand.pick("service_account"))["id"];
      const own = hand.vendor.facts.name === "inkit" ? {} : { name: "by-hand" };
      await hand.create("key", { serviceAccountId, ...own });
    },
  },
  {
    name: "a key is revoked",
    code: "LK502",
    severity: "warning",
    needs: ["key", "service_account"],
    // A key ends there with its account, or when another one is made.
    except: ["inkit"],
    does: async (hand) => hand.remove("key", await hand.pick("key")),
  },
  {
    name: "a key of its own account is made",
    isMade: true,
    code: "LK506",
    severity: "warning",
    needs: ["key"],
    except: ["signoz", "bigeye", "inkit"],
    does: async (hand) => {
      const { spaceId } = await hand.pick("key");
      const organization = (await hand.listBeside("scope")).find(({ type }) => type === "organization");
      const spaces = [{ spaceId, role: null }];
      const access = {
        accountRole: "MEMBER",
        organizations: [{ orgId: organization?.["id"], role: "READ_ONLY", spaces }],
      };
      await hand.create("key", { name: "by-hand", access });
    },
  },
  {
    name: "a member is invited",
    isMade: true,
    lasts: ["signoz"],
    code: "LK503",
    severity: "warning",
    needs: ["member"],
    does: (hand) => {
      const email = "hand@fleet.example";
      const own = hand.vendor.facts.name === "arize" ? { accountRole: "MEMBER", inviteMode: "NONE" } : {};
      return hand.create("member", { email, name: "By Hand", ...own });
    },
  },
  {
    name: "a member is renamed",
    code: "LK501",
    severity: "note",
    needs: ["member"],
    // A name that code leaves to the member is not compared.
    except: ["signoz"],
    does: async (hand) => {
      const member = await hand.pick("member", ({ email }) => /^(?:crew|ann)/.test(String(email)));
      await hand.update("member", member, { name: "Renamed" });
    },
  },
  {
    name: "a member is deleted",
    code: "LK502",
    severity: "warning",
    needs: ["member"],
    // Only a person may do it there.
    except: ["signoz"],
    does: async (hand) => {
      const member = await hand.pick("member", ({ email }) => /^(?:crew|ann)/.test(String(email)));
      await hand.remove("member", member);
    },
  },
  {
    name: "an account joins a group",
    code: "LK504",
    severity: "warning",
    needs: ["group_membership"],
    does: async (hand) => {
      const account = await hand.pick("service_account");
      const held = (await hand.list("group_membership")).filter((one) => one["serviceAccountId"] === account["id"]);
      const group = await hand.pick("group", (one) => held.every(({ groupId }) => groupId !== one["id"]));
      await hand.create("group_membership", { groupId: group["id"], serviceAccountId: account["id"] });
    },
  },
  {
    name: "a default role is raised",
    code: "LK501",
    severity: "error",
    needs: ["role_mapping"],
    does: async (hand) => {
      await hand.update("role_mapping", await hand.pick("role_mapping", isViewers), { defaultRole: "signoz-admin" });
    },
  },
];
