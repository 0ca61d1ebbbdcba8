import { z } from "zod";
import * as auditLogWire from "#vendors/arize/wire/audit-log.ts";
import * as commonWire from "#vendors/arize/wire/common.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { found } from "../shared/outcome.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import { endpoint } from "./endpoint.ts";
import { errorCodes, forbidden } from "./errors.ts";
import type { Row } from "./instance.ts";
import { pageQuery, takeNewestPage } from "./paging.ts";
import { isAccountAdmin } from "./permissions.ts";

const row = z
  .object({
    id: z.string(),
    userId: z.string(),
    operationType: z.enum(auditLogWire.auditOperations),
    operationName: z.string().nullable(),
    operationText: z.string().nullable(),
    createdAt: z.string(),
  })
  .readonly();

const tables = { auditLogs: defineTable({ name: "arize/audit-logs", row }) };

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

const instant = z.iso.datetime({ offset: true }).optional();
const listQuery = z.object({
  ...pageQuery,
  start_time: instant,
  end_time: instant,
  user_id: z.string().optional(),
  operation_type: z.enum(auditLogWire.auditOperations).optional(),
});

function createFilter(query: z.output<typeof listQuery>): (row: Row<"auditLogs">) => boolean {
  const start = Date.parse(query.start_time ?? "0001-01-01T00:00:00Z");
  const end = Date.parse(query.end_time ?? "9999-12-31T23:59:59Z");
  return ({ createdAt, userId, operationType }) => {
    const at = Date.parse(createdAt);
    const isOfUser = userId === (query.user_id ?? userId);
    return at >= start && at <= end && isOfUser && operationType === (query.operation_type ?? operationType);
  };
}

function auditJson({ id, userId, operationType, operationName, operationText, createdAt }: Row<"auditLogs">) {
  return {
    id,
    user_id: userId,
    ip: "127.0.0.1",
    operation_type: operationType,
    operation_name: operationName,
    operation_text: operationText,
    variables: null,
    created_at: createdAt,
  };
}

const routes = [
  endpoint({
    method: "GET",
    path: "/v2/audit-logs",
    operationId: "list_audit_logs",
    permissions: ["account ADMIN"],
    query: listQuery,
    replies: { 200: commonWire.pageOf("logs", auditLogWire.auditLog) },
    errors: errorCodes(403),
    async handle(instance, { caller, query }) {
      if (!isAccountAdmin(caller.user)) throw forbidden("the audit log is the account administrators' to read");
      const { rows, pagination } = takeNewestPage((await instance.auditLogs.list()).filter(createFilter(query)), query);
      return found({ logs: rows.map(auditJson), pagination });
    },
  }),
];

export const noun = defineMockNoun({ tables, routes });
