/**
 * The fields of a form without files, by name.
 * @param body as @fastify/formbody parses it; what is no object has no fields. A field that came twice counts as it was
 * written last.
 */
export const formOf = (body: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...(body as object) }).map(([name, value]) => [name, Array.isArray(value) ? value.at(-1) : value]),
  )
