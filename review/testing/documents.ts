export * from "../findings/example-documents.ts";
