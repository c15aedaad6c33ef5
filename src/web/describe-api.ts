/** Turns our schemas into the description that /openapi.json gives. Reading and refusing is done by `given()`, not here. */
import { z } from 'zod'

const turned = (schema: z.ZodType) =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', target: 'openapi-3.0' })
/** Several routes take the same, and turning it is a quarter of what opening the application costs. */
const known = new WeakMap<z.ZodType, ReturnType<typeof turned>>()

/** OpenAPI 3.0 schema of what may be sent; what JSON Schema cannot say (a transformation, a check of our own) is left open. */
export function accepts(schema: z.ZodType) {
  const described = known.get(schema) ?? turned(schema)
  known.set(schema, described)
  return described
}

const problem = {
  type: 'object',
  description: 'RFC 9457 problem details',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'stable' },
    next: { type: 'string', description: 'what to do' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { field: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
} as const

const anything = { type: 'object', additionalProperties: true } as const

/** The header by which a repeat is known. */
export const KEY = { 'idempotency-key': 'Any text; a repeat gets the first answer.' }

type RouteDescription = {
  summary: string
  tag: string
  body?: z.ZodType
  /** multipart/form-data beside JSON: the JSON goes into this part. */
  part?: string
  query?: Record<string, string>
  headers?: Record<string, string>
  status?: number
  answers?: string
  secured?: boolean
}

/**
 * The `schema` of a Fastify route, for its description alone: nothing here is compiled into a validator.
 * @returns summary, tag, body, query, headers and answers; every 4xx is described as problem details (RFC 9457).
 */
export function describe({
  summary,
  tag,
  body,
  query = {},
  headers = {},
  status = 200,
  answers,
  secured,
  part,
}: RouteDescription) {
  const strings = (of: Record<string, string>) => ({
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(of).map(([name, description]) => [name, { type: 'string', description }]),
    ),
  })
  return {
    summary,
    tags: [tag],
    ...(body && {
      body: {
        ...accepts(body),
        ...(part && { description: `JSON, or multipart/form-data with a part \`${part}\` and parts \`file\`` }),
      },
    }),
    ...(Object.keys(query).length > 0 && { querystring: strings(query) }),
    ...(Object.keys(headers).length > 0 && { headers: strings(headers) }),
    ...(secured && { security: [{ bearer: [] }] }),
    response: { [status]: { ...anything, description: answers ?? 'Done' }, '4xx': problem },
  }
}
