/** Name of the function that makes a template of the catalogue: `aws-cli` is made by `awsCli`. */
export function functionNameOf(template: string): string {
  return template.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
