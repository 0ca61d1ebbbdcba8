import { company } from "#vendors/bigeye/wire/identity.ts";
import { nameBody } from "#vendors/bigeye/wire/common.ts";
import { type Endpoint, bodyEndpoint } from "./endpoint.ts";
import { notFound, refusing } from "./errors.ts";
import { settingsOf } from "./instance.ts";
import { checkName } from "./users.ts";

export const companyEndpoints: readonly Endpoint[] = [
  bodyEndpoint({
    method: "PUT",
    path: "/api/v1/company/{companyId}",
    operationId: "CompanyService_UpdateCompany",
    gate: "admin",
    body: nameBody,
    answers: company,
    errors: refusing(404),
    async handle(instance, { params: { companyId = "" }, body: { name } }) {
      if ((await settingsOf(instance)).companyId !== companyId) throw notFound("company", companyId);
      checkName("company", name);
      await instance.settings.patch("settings", { companyName: name });
      return { id: Number(companyId), name };
    },
  }),
];
