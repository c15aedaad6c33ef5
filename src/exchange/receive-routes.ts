/** Where the platform above hands over applications and steps, and asks how many there were: `/api/exchange/v1`, where one is set. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isDay } from '../../workflows/statute/days.ts'
import { isTooDeep } from '../ground/canonical.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import { isThisMachine } from '../ground/network.ts'
import type { House, Working } from '../house.ts'
import { describe } from '../web/describe-api.ts'
import { isPlain } from '../web/given.ts'
import { countsOf } from './days.ts'
import type { Mapping } from './mapping.ts'
import type { Handed } from './read-application.ts'
import { keepRefused, receiveApplication, receiveStep } from './receive.ts'
import { SIGNATURE, TIMESTAMP, whyNotTheirs } from './signature.ts'

/** 50,000 characters of a description, each escaped, twice over. */
const LONGEST = 1_048_576
const OFTEN = { rateLimit: { max: 600, timeWindow: '1 minute' } }

const SIGNED = {
  [TIMESTAMP]: 'Seconds since 1970; good for five minutes',
  [SIGNATURE]:
    '"v1," and the base64 of HMAC-SHA256 with the common secret over five lines: to-office, method, path, timestamp, hex SHA-256 of the body',
}
/** Who asks is a program, which does not sign in. */
const SIGN_AGAIN = `请核对共同的密钥、本机的时钟和所签的五行（方向、方法、路径、时间、正文的摘要），重新签名后再发；签名放在 ${SIGNATURE} 中。`
const about = (summary: string, answers: string, status: 200 | 201 = 200) =>
  describe({ ...{ summary, answers, status }, tag: 'public', headers: SIGNED })

/** @throws Refusal NOT_SIGNED_IN where the request is not the platform's, and MALFORMED; and what `receive.ts` refuses */
export async function receiveRoutes(
  app: FastifyInstance,
  { house, mapping }: { house: Working & Pick<House, 'portal'>; mapping: Mapping },
): Promise<void> {
  // The signature is over the bytes as they came.
  app.removeAllContentTypeParsers()
  const asBytes = { parseAs: 'buffer' as const, bodyLimit: LONGEST }
  app.addContentTypeParser('application/json', asBytes, (_request, body, done) => done(null, body))

  app.addHook('preHandler', async (request) => {
    if (!request.overTls && !isThisMachine(request.ip) && request.ip !== '::1')
      throw new Refusal('NOT_YOURS', { message: '请使用 https：交换的内容有个人信息' })
    const [path = ''] = request.url.split('?')
    const body = Buffer.isBuffer(request.body) ? request.body : ''
    const { secrets } = house.config.exchange!
    const why = whyNotTheirs(secrets, request.headers, { method: request.method, path, body }, house.time.now())
    if (why) throw new Refusal('NOT_SIGNED_IN', { message: why, next: SIGN_AGAIN })
  })

  const received = async <T extends { repeated: boolean; body: object; caseId: string }>(
    request: FastifyRequest,
    reply: FastifyReply,
    receive: (handed: Handed) => Promise<T>,
  ) => {
    const handed = handedIn(request.body)
    try {
      const { repeated, body, caseId } = await receive(handed)
      request.itsCase = caseId
      return reply.code(repeated ? 200 : 201).send(body)
    } catch (error) {
      // A fault of ours comes again by itself; an agency that is not open waits for its administrator.
      if (error instanceof Refusal && (error.status < 500 || error.code === 'NOT_OPEN'))
        await keepRefused(house, mapping, handed, error)
      throw error
    }
  }

  app.post(
    '/applications',
    {
      config: OFTEN,
      schema: about(
        'The platform above hands an application over: opened once by its number of 23 digits',
        '{"receipt","enquiryCode","platformNumber","submittedAt","stage"}; repeated: 200 with the same',
        201,
      ),
    },
    (request, reply) => received(request, reply, (handed) => receiveApplication(house, mapping, handed)),
  )

  app.post(
    '/steps',
    {
      config: OFTEN,
      schema: about(
        'What the applicant did at the platform, step by step',
        '{"receipt","platformNumber","step"}; repeated: 200 with the same',
        201,
      ),
    },
    (request, reply) => received(request, reply, (handed) => receiveStep(house, mapping, handed)),
  )

  app.get<{ Params: { day: string } }>(
    '/days/:day',
    {
      config: OFTEN,
      schema: about(
        'How many were taken on a day, to be compared',
        '{"day","sent":{"applications","steps"},"received":{"applications","steps"}}',
      ),
    },
    async ({ params: { day } }) => {
      if (!isDay(day)) throw notFound()
      return { day, ...(await countsOf(house.sql, day)) }
    },
  )
}

function handedIn(body: unknown): Handed {
  const text = Buffer.isBuffer(body) ? body.toString('utf8') : ''
  try {
    const handed: unknown = isTooDeep(text) ? undefined : JSON.parse(text)
    if (handed && typeof handed === 'object' && !Array.isArray(handed) && isPlain(handed)) return handed as Handed
  } catch {
    // no JSON
  }
  throw new Refusal('MALFORMED')
}
