import { nameBody } from "#vendors/bigeye/wire/common.ts";
import { company } from "#vendors/bigeye/wire/identity.ts";
import { readSettings } from "../shared/instance.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { found } from "../shared/outcome.ts";
import { endpoint } from "./endpoint.ts";
import { errorCodes, notFound } from "./errors.ts";
import { checkName } from "./names.ts";

const routes = [
  endpoint({
    method: "PUT",
    path: "/api/v1/company/{companyId}",
    operationId: "CompanyService_UpdateCompany",
    gate: "admin",
    body: nameBody,
    replies: { 200: company },
    errors: errorCodes(404),
    async handle(instance, { params: { companyId = "" }, body: { name } }) {
      if ((await readSettings(instance)).companyId !== companyId) throw notFound("company", companyId);
      checkName("company", name);
      await instance.settings.patch("settings", { companyName: name });
      return found({ id: Number(companyId), name });
    },
  }),
];

export const noun = defineMockNoun({ routes });
