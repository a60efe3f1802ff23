/** Path of a field below another: `spec` and `os` make `spec.os`; a key that is no plain name is quoted. */
export function fieldPath(parent: string, key: string): string {
  const part = /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  return parent === '' && part.startsWith('.') ? key : parent + part;
}

/** Path of a list's item: `spec.containers` and 1 make `spec.containers[1]`. */
export function itemPath(parent: string, index: number): string {
  return `${parent}[${index}]`;
}
