import type { BesideList } from "#access/model/vendors/adapter.ts";
import { readRows, readWhole, toTold } from "../../shared/lists/read-rows.ts";
import type { BigeyeConnection } from "../connection.ts";
import { scopeType as type } from "../facts/data/limits.ts";

/** The names of workspaces: a grant has only their ids. */
export const workspace: BesideList<BigeyeConnection> = {
  list({ client: bigeye, signal }) {
    const pages = readWhole(() => bigeye.during(signal).listWorkspaces());
    return toTold(readRows({ what: "Workspaces", pages }), ({ id, name }) => {
      return { type: "scope", kind: "dataSource", state: { id, name, type, parentId: null } };
    });
  },
};
