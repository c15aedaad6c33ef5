/** The API of those who are consulted: number and code open one consultation, and nothing else of its case. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { holding, jsonPart, readUploadForm } from '../files/upload-form.ts'
import { notFound } from '../ground/errors.ts'
import type { House, Working } from '../house.ts'
import { type Access, accessByNumber, accessOpenedBy, markOpened } from '../letters/access.ts'
import { opensAs, opensNothing } from '../people/outsiders.ts'
import { describe, KEY } from '../web/describe-api.ts'
import { answer, PARTY_FACT } from './answer.ts'
import { openedNumber } from './opened.ts'
import { readConsultation } from './show.ts'
import type { ConsultationView } from './views.ts'

const CODE = { 'answer-code': 'Printed in the letter' }
/** Guessing 49 bits at this rate takes longer than any file is kept. */
const GUESSES = { rateLimit: { max: 120, timeWindow: '1 minute' } }

type ByNumber = { Params: { number: string } }

/**
 * `/consultations/:number` for whoever sends the answer code, or whose browser has opened this number.
 * @throws Refusal NOT_FOUND for an unknown number, a wrong code, or a letter of another consultation
 */
export async function answeringApi(app: FastifyInstance, { house }: { house: Working }): Promise<void> {
  const { sql, time } = house

  app.get<ByNumber>(
    '/consultations/:number',
    {
      config: GUESSES,
      schema: describe({ summary: 'A consultation, for whoever was asked', tag: 'public', headers: CODE }),
    },
    async (request) => {
      const access = await ownAccess(house, request, request.params.number)
      await markOpened(sql, access.number, time.now())
      return consultationJson(await readConsultation(house, access))
    },
  )

  app.post<ByNumber>(
    '/consultations/:number/facts',
    {
      config: GUESSES,
      schema: describe({
        summary: 'Confirm that the letter arrived, or answer it',
        tag: 'public',
        body: PARTY_FACT,
        part: 'fact',
        headers: { ...KEY, ...CODE },
        status: 201,
      }),
    },
    async (request, reply) => {
      const access = await ownAccess(house, request, request.params.number)
      const at = time.now()
      const { recorded, refused } = await holding(house, async (house, shelf) => {
        const { fields, files, refused } = await readUploadForm(request, shelf, at)
        const body = jsonPart(request.isMultipart(), fields, 'fact', request.body)
        const { kind } = await readConsultation(house, access)
        const key = request.headers['idempotency-key'] as string | undefined
        return { recorded: await answer(house, access, kind, { body, files, key, at }), refused }
      })
      return reply
        .code(recorded.status)
        .send({ ...consultationJson(recorded.body), ...(refused.length > 0 && { refused }) })
    },
  )

  app.get<{ Params: { number: string; letter: string } }>(
    '/consultations/:number/letters/:letter',
    {
      config: GUESSES,
      schema: describe({ summary: 'A letter to whoever was asked, as PDF', tag: 'public', headers: CODE }),
    },
    async (request, reply) => {
      const access = await ownAccess(house, request, request.params.number)
      const { letters } = await readConsultation(house, access)
      const letter = letters.find(({ id }) => id === request.params.letter)
      if (!letter) throw notFound()
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(`${letter.title}.pdf`)}`)
        .send(await house.blobs.get(letter.sha256))
    },
  )
}

/** The access of this number, for whoever knows its code. An unknown number and a wrong code look alike. */
async function ownAccess(
  house: Pick<House, 'sql' | 'keys' | 'time'>,
  request: FastifyRequest,
  number: string,
): Promise<Access> {
  const code = request.headers['answer-code']
  const access =
    typeof code === 'string'
      ? await accessOpenedBy(house.sql, house.keys, number, code)
      : (await openedNumber(house, request)) === number
        ? await accessByNumber(house.sql, number)
        : undefined
  if (!access) {
    if (typeof code === 'string') await opensNothing(house.sql, request, number)
    throw notFound()
  }
  opensAs(request, 'consulted', access)
  return access
}

function consultationJson({ days: _, wouldBeDueOn: __, left: ___, today: ____, ...view }: ConsultationView) {
  return view
}
