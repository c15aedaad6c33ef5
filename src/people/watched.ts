/**
 * Each request of somebody who is signed in is in the audit before its answer leaves: who, what, of which case, whether it
 * was done, from where. So are requests of programs that bring an
 * access token, and what outsiders read of a case, or try to with a code that does not fit (`outsiders.ts`). An answer whose line cannot be written is not
 * given (503): an audit that can be starved proves nothing.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isOfCase, isOfCaseAsked, whatIsAsked } from '../audit/what.ts'
import { type Line, openTeller } from '../audit/write.ts'
import { askedByNobody } from '../db/asking.ts'
import { databaseFault } from '../db/client.ts'
import { canonical } from '../ground/canonical.ts'
import { Refusal } from '../ground/errors.ts'
import { isId, isReceipt } from '../ground/ids.ts'
import { report } from '../ground/log.ts'
import type { House } from '../house.ts'
import { formOf } from '../web/form-of.ts'
import { tokenOf } from './guard.ts'
import { looksOf } from './outsiders.ts'
import { byOfProgram } from './programs.ts'
import { repeatsOf } from './repeats.ts'
import { searchedFor } from './searched.ts'
import { type Viewer, viewerOf } from './sessions.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The case of a request whose address has not its id: it was made just now, or named by receipt or number. */
    itsCase: string | null
    isTold: boolean
    /** Its body has been taken: whoever asks was looked up after that, by the hooks of its route. */
    isTaken: boolean
  }
}

/** Watches every route of `app`; once an application, before any route. */
export function watched(app: FastifyInstance, house: Pick<House, 'sql' | 'time' | 'keys' | 'config'>): void {
  const tell = openTeller(house)
  app.decorateRequest('itsCase', null)
  app.decorateRequest('isTold', false)
  app.decorateRequest('isTaken', false)
  app.decorateRequest('outsiders', null)
  const looksAt = looksOf(house.time)
  const againOf = repeatsOf(house.time)
  const linesOf = (who: Asker, request: FastifyRequest, reply: FastifyReply): Line[] => {
    const line = lineOf(house, who, request, reply)
    // What somebody has no right to is told each time.
    const isAlike = reply.statusCode < 400 || reply.statusCode === 429
    if (!request.routeOptions.config.repeats || !isAlike) return [line]
    const again = againOf(canonical([line.by, line.what, line.caseId ?? '', line.subject ?? '', reply.statusCode]))
    if (again === undefined) return []
    return [again > 0 ? { ...line, detail: { ...line.detail, again } } : line]
  }
  const tellOf = async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    request.isTold = true // the refusal that follows has no line, for there is none to be had
    const who = whoAsks(request)
    const lines = who ? linesOf(who, request, reply) : looksAt(request, reply)
    if (lines.length === 0) return
    const told = askedByNobody(() => Promise.all(lines.map(tell)))
    // A code that does not fit is answered as soon as a number that there is not: who waited would tell one from the other.
    if (lines[0]!.by === 'nobody')
      return void told.catch((error) => report('The audit lacks a code that did not fit', error))
    try {
      await told
    } catch (error) {
      close(payload)
      for (const header of ['content-disposition', 'content-length', 'location']) reply.removeHeader(header)
      // What was asked for may have been done all the same.
      if (databaseFault(error) && !READS.has(request.method))
        throw new Refusal('UNCERTAIN', { more: { retryAfter: 5 } })
      throw new Error(`The audit could not be written, and nothing was answered: ${(error as Error).message}`)
    }
  }
  app.addHook('preValidation', (request, _reply, done) => {
    request.isTaken = true
    done()
  })
  app.addHook('onSend', (request, reply, payload, done) => {
    const isSomebodys = request.viewer ?? request.staff ?? request.program ?? request.outsiders
    const isNotTaken = !request.isTaken && !READS.has(request.method) && NOT_TAKEN.includes(reply.statusCode)
    const isUnasked = !isSomebodys && isNotTaken
    if (request.isTold || !(isSomebodys || isUnasked)) return done()
    const told = isUnasked
      ? whoSent(request).then(() => tellOf(request, reply, payload))
      : tellOf(request, reply, payload)
    told.then(() => done(), done)
  })

  /** A body that is too large, or no form at all, is refused before anybody asks who sends it. */
  async function whoSent(request: FastifyRequest): Promise<void> {
    const token = tokenOf(request)
    request.staff = (token && (await viewerOf(house, token))) || null
  }
}

/** Somebody whose requests are each in the audit, and the agency that reads it there. */
type Asker = { by: string; agencyId: string }

function whoAsks({ program, viewer, staff }: FastifyRequest): Asker | undefined {
  if (program) return { by: byOfProgram(program), agencyId: program.agency.id }
  const person: Viewer | null = viewer ?? staff
  return person ? { by: `staff:${person.username}`, agencyId: person.agency.id } : undefined
}

const READS = new Set(['GET', 'HEAD'])
/** With which a body is refused as it comes. */
const NOT_TAKEN = [400, 413]

/** A file that nobody will read is closed. */
const close = (payload: unknown) => (payload as { destroy?: () => void } | null)?.destroy?.()

/**
 * Only ids, our own numbers and short codes are kept of an address, for somebody may type anything there: what has as many
 * digits as a telephone or an identity number is nobody's code.
 */
const isCode = (text: string) =>
  isId(text) || isReceipt(text.replace(/^Z/, '')) || (CODE.test(text) && text.replace(/\D/g, '').length < 11)
const CODE = /^[\w.-]{1,60}$/
/** What narrows a list, apart from the words that are looked for. */
const FILTERS = [
  ...['stage', 'unit', 'handler', 'due', 'outcome', 'sort', 'mine', 'waiting', 'agency', 'year', 'month', 'kind'],
  ...['template', 'by', 'case', 'what', 'from', 'to', 'failed', 'row', 'column'],
]

function lineOf(house: Pick<House, 'keys'>, who: Asker, request: FastifyRequest, reply: FastifyReply): Line {
  const { method } = request
  const route = request.routeOptions.url ?? ''
  const { id, ...rest } = request.params as Record<string, string>
  const query = formOf(request.query)
  // Elsewhere a case in the query is a filter like others: no route reads it, and anybody can write one there.
  const ofCase = [isOfCase(route) ? id : isOfCaseAsked(route) ? query.case : undefined, request.itsCase].find(
    (one) => one && isId(one),
  )
  const subject = [isOfCase(route) ? undefined : id, ...Object.values(rest)].filter((one) => one && isCode(one))
  const filter = Object.entries(query).filter(([name, value]) => FILTERS.includes(name) && value && isCode(value))
  const q = (query.q ?? query.words)?.trim()
  const what = whatIsAsked(method, route)
  return {
    ...who,
    what: what === 'list' && q ? 'search' : what,
    caseId: ofCase ?? undefined,
    subject: subject.join(' ') || undefined,
    succeeded: reply.statusCode < 400,
    detail: {
      route: `${method} ${route}`,
      status: reply.statusCode,
      ...(filter.length > 0 && { filter: Object.fromEntries(filter) }),
    },
    address: request.ip,
    request: request.id,
    words: q ? searchedFor(house, q) : undefined,
  }
}
