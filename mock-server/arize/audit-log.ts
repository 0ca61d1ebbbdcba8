import { z } from "zod";
import * as auditLogWire from "#vendors/arize/wire/audit-log.ts";
import * as commonWire from "#vendors/arize/wire/common.ts";
import { type Endpoint, endpoint, found, fromQuery } from "./endpoint.ts";
import { forbidden } from "./errors.ts";
import { newestPage, pageQuery } from "./page.ts";
import { isAccountAdmin } from "./rights.ts";
import type { AuditRow } from "./tables.ts";

const instant = z.iso.datetime({ offset: true }).optional();
const listQuery = z.object({
  ...pageQuery,
  start_time: instant,
  end_time: instant,
  user_id: z.string().optional(),
  operation_type: z.enum(auditLogWire.auditOperations).optional(),
});

function isAsked(query: z.output<typeof listQuery>): (row: AuditRow) => boolean {
  const start = Date.parse(query.start_time ?? "0001-01-01T00:00:00Z");
  const end = Date.parse(query.end_time ?? "9999-12-31T23:59:59Z");
  return ({ createdAt, userId, operationType }) => {
    const at = Date.parse(createdAt);
    const isOfUser = userId === (query.user_id ?? userId);
    return at >= start && at <= end && isOfUser && operationType === (query.operation_type ?? operationType);
  };
}

function auditJson({ id, userId, operationType, operationName, operationText, createdAt }: AuditRow) {
  return {
    ...{ id, user_id: userId, ip: "127.0.0.1", operation_type: operationType, operation_name: operationName },
    ...{ operation_text: operationText, variables: null, created_at: createdAt },
  };
}

export const auditLogEndpoints: readonly Endpoint[] = [
  endpoint({
    ...{ method: "GET", path: "/v2/audit-logs", operationId: "list_audit_logs", permissions: ["account ADMIN"] },
    reads: fromQuery(listQuery),
    replies: { 200: commonWire.pageOf("logs", auditLogWire.auditLog) },
    refuses: [403],
    async handle(instance, { caller, input }) {
      if (!isAccountAdmin(caller.user)) throw forbidden("the audit log is the account administrators' to read");
      const { rows, pagination } = newestPage((await instance.auditLogs.list()).filter(isAsked(input)), input);
      return found({ logs: rows.map(auditJson), pagination });
    },
  }),
];
