import { z } from 'zod'
import type { Endpoint, Endpoints } from '#shared/contract/contract'

type Schema = Record<string, unknown>
const toSchema = (type: z.ZodType, io: 'input' | 'output'): Schema => {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any', target: 'openapi-3.0' })
  return schema
}

/** The OpenAPI description derived from the contract. */
export function openApi(contract: Endpoints, version: string) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [name, endpoint] of Object.entries(contract)) {
    const path = `/api${endpoint.path.replace(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(name, endpoint) }
  }
  return {
    openapi: '3.0.3',
    info: {
      title: 'Окно',
      version,
      description: 'Commands carry a client-made commandId; a repeated one gets its first answer.',
    },
    components: { securitySchemes: { staff: { type: 'http', scheme: 'bearer' } } },
    paths,
  }
}

function operation(name: string, endpoint: Endpoint) {
  const inPath = new Set([...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1]))
  const shape: [string, z.ZodType][] = Object.entries<z.ZodType>(endpoint.input.shape)
  const parameters = shape
    .filter(([key]) => inPath.has(key) || endpoint.method === 'GET')
    .map(([key, type]) => ({
      name: key,
      in: inPath.has(key) ? 'path' : 'query',
      required: inPath.has(key) || !type.safeParse(undefined).success,
      schema: toSchema(type, 'input'),
    }))
  const body = z.object(Object.fromEntries(shape.filter(([key]) => !inPath.has(key))))
  const refusals = ['malformed', ...endpoint.refusals]
  return {
    operationId: name,
    tags: [endpoint.path.split('/')[1]],
    description: `Allowed: ${Array.isArray(endpoint.allow) ? endpoint.allow.join(', ') : endpoint.allow}. Refusals: ${refusals.join(', ')}.`,
    security: endpoint.allow === 'anyone' ? [] : [{ staff: [] }],
    parameters,
    ...(endpoint.method === 'POST'
      ? { requestBody: { content: { 'application/json': { schema: toSchema(body, 'input') } } } }
      : {}),
    responses: {
      200: { description: 'answer', content: { 'application/json': { schema: toSchema(endpoint.output, 'output') } } },
      409: { description: 'refusal: code and detail' },
    },
  }
}
