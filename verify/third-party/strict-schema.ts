import { isJsonObject, type Json, type JsonObject } from '../lib/json';

const POD = 'io.k8s.api.core.v1.Pod';

/**
 * The JSON schema of a Pod that allows no field it does not know, out of what an API server serves as `/openapi/v3/api/v1`.
 *
 * @throws Error when that document holds no Pod.
 */
export function strictPodSchema(openapi: JsonObject): JsonObject {
  const { components } = openapi;
  const schemas = isJsonObject(components) ? components.schemas : undefined;
  if (!isJsonObject(schemas) || !isJsonObject(schemas[POD])) throw new Error(`no ${POD} in the OpenAPI document`);
  const definitions = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, closed(schema)]));
  const pod = definitions[POD];
  const { properties } = isJsonObject(pod) ? pod : {};
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    definitions,
    type: 'object',
    properties: {
      ...(isJsonObject(properties) ? properties : {}),
      apiVersion: { const: 'v1' },
      kind: { const: 'Pod' },
    },
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    additionalProperties: false,
  };
}

/** The schema without room for further fields, its references turned to `definitions`. */
function closed(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map((item: Json) => closed(item));
  if (!isJsonObject(schema)) return schema;
  const { allOf } = schema;
  // How OpenAPI writes a reference beside its description; left so, messages would say `allOf` and not what is wrong.
  if (Array.isArray(allOf) && allOf.length === 1) return closed(allOf[0] as Json);
  const copy = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string'
        ? value.replace('#/components/schemas/', '#/definitions/')
        : closed(value),
    ]),
  );
  const hasFields = copy.type === 'object' && isJsonObject(copy.properties);
  return hasFields && copy.additionalProperties === undefined ? { ...copy, additionalProperties: false } : copy;
}
