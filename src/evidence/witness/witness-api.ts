/** This house as the witness of other logs: C2SP tlog-witness, where WITNESS_FOR names them. */
import type { FastifyInstance } from 'fastify'
import { requireLastKey } from '../../db/keys-in-use.ts'
import { report } from '../../ground/log.ts'
import { cosignature, cosignerKey, signedBy, type Tree, treeIn } from '../../ground/signed-note.ts'
import type { House, Serving } from '../../house.ts'
import { EMPTY_ROOT, isPrefix } from '../log/merkle.ts'

/** 63 lines of proof, and a note with a dozen signatures. */
const LONGEST = 32 * 1024
const OFTEN = { rateLimit: { max: 120, timeWindow: '1 minute' } }

/** What is refused stands in the protocol by its status alone. */
type Answer = { status: 200 | 400 | 403 | 404 | 422; body: string } | { status: 409; size: number }

/** `POST /witness/add-checkpoint` and `GET /witness/key`. */
export async function witnessApi(app: FastifyInstance, { house }: { house: Serving }): Promise<void> {
  // The protocol names no type of content: whatever it is called, it is text.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: LONGEST }, (_request, body, done) => done(null, body))

  app.get('/key', { schema: { hide: true } }, (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(`${cosignerKey(house.keys, house.keys.origin)}\n`),
  )

  app.post('/add-checkpoint', { schema: { hide: true }, config: OFTEN }, async (request, reply) => {
    const answer = await added(house, String(request.body ?? ''))
    if (answer.status === 409) return reply.code(409).type('text/x.tlog.size').send(`${answer.size}\n`)
    return reply.code(answer.status).type('text/plain; charset=utf-8').send(answer.body)
  })
}

async function added(house: Pick<House, 'sql' | 'config' | 'keys' | 'time'>, request: string): Promise<Answer> {
  const [, oldSize, lines = '', note] =
    /^old (0|[1-9]\d{0,14})\n((?:[A-Za-z0-9+/]{43}=\n){0,63})\n(.+)$/s.exec(request) ?? []
  const said = note && treeIn(note)
  if (!said) return { status: 400, body: 'not a checkpoint with its proof\n' }
  const logs = house.config.witnessFor.filter(({ name }) => name === said.origin)
  if (logs.length === 0) return { status: 404, body: 'this log is not witnessed here\n' }
  const tree = logs.map((log) => signedBy(note, log)).find((signed) => signed !== undefined)
  if (!tree) return { status: 403, body: 'not signed by a key that is trusted here\n' }
  const old = Number(oldSize)
  if (old > tree.size) return { status: 400, body: 'the old size is above the new one\n' }
  const proof = lines
    .split('\n')
    .slice(0, -1)
    .map((line) => Buffer.from(line, 'base64').toString('hex'))
  await requireLastKey(house.sql, house.keys)
  const refused = await kept(house, { ...tree, note, old, proof })
  if (refused) {
    if (refused.status !== 409 || refused.size === old)
      report('A log that is witnessed here does not go on from what was cosigned', undefined, {
        ...{ origin: tree.origin, old, size: tree.size },
      })
    return refused
  }
  return { status: 200, body: cosignature(said.body, house.keys, house.keys.origin, house.time.now()) }
}

/**
 * Keeps what is to be cosigned, in one transaction with the look at what was cosigned last: of two at once the second finds
 * the first. Never back, never across. SQL: the lock is part of it.
 */
function kept(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  { origin, size, root, note, old, proof }: Tree & { note: string; old: number; proof: readonly string[] },
): Promise<Answer | undefined> {
  return sql.begin(async (tx): Promise<Answer | undefined> => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${`cosigned ${origin}`}, 0))`
    const [row] = await tx<{ size: string; root: string }[]>`
      select size, root from cosigned where origin = ${origin} order by size desc limit 1`
    const last = row ? { size: Number(row.size), root: row.root } : { size: 0, root: EMPTY_ROOT }
    if (old !== last.size || (old === size && root !== last.root)) return { status: 409, size: last.size }
    if (!isPrefix([old, last.root], [size, root], proof)) return { status: 422, body: 'the proof does not hold\n' }
    const at = time.now().toISOString()
    await tx`insert into cosigned ${tx({ origin, size, root, note, at })} on conflict do nothing`
    return undefined
  }) as Promise<Answer | undefined>
}
