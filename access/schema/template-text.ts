/** Terraform reads `${` and `%{` as the start of a template, unless they are doubled. */
export function escapeTemplate(text: string): string {
  return text.replaceAll(/[$%](?=\{)/g, "$&$&");
}
