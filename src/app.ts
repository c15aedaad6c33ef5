/** The web side of the house: every route group, in order. */

import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import Fastify, { type FastifyInstance } from 'fastify'
import { accountPages } from './account/page-routes.ts'
import { answeringApi } from './consultations/api.ts'
import { answeringPages } from './consultations/page-routes.ts'
import { proofPage } from './evidence/in-browser/link.ts'
import { keyApi } from './evidence/key-api.ts'
import { witnessApi } from './evidence/witness/witness-api.ts'
import { mappingOf } from './exchange/mapping.ts'
import { receiveRoutes } from './exchange/receive-routes.ts'
import { LARGEST } from './files/uploads.ts'
import { guideOf } from './guide/guide.ts'
import { answersApi, guidePublicPages } from './guide/public-routes.ts'
import { health } from './health.ts'
import type { House } from './house.ts'
import { intakeApi } from './intake/api.ts'
import { intakePages } from './intake/page-routes.ts'
import { leaveReceipt } from './intake/receipt-code.ts'
import { figuresApi, figuresPages } from './open-figures/public-routes.ts'
import { arePublished } from './open-figures/publish.ts'
import { programDoor } from './outward/door.ts'
import { alsoStaff } from './people/also-staff.ts'
import { errorFrame } from './people/error-frame.tsx'
import { decorateViewer, isStaff } from './people/guard.ts'
import { watched } from './people/watched.ts'
import { releasedApi } from './release/api.ts'
import { openDataApi, siteMap } from './release/open-data.ts'
import { releasedPages } from './release/page-routes.ts'
import { evaluationPages } from './spot-checks/evaluation-routes.ts'
import { staffDoors } from './staff-doors.ts'
import { metricsRoute } from './upkeep/metrics.ts'
import { arrivals, type Bounds } from './web/arrivals.ts'
import { assets } from './web/assets.ts'
import { away } from './web/away.ts'
import { answerBroken } from './web/broken-requests.ts'
import { boundFiles, type DiskBounds } from './web/brought.ts'
import { closing } from './web/closing.ts'
import { compression } from './web/compressed.ts'
import { errorAnswers } from './web/errors.ts'
import { parseForm } from './web/form-of.ts'
import { securityHeaders } from './web/headers.ts'
import { limits } from './web/limits.ts'
import { lookRoutes } from './web/look.ts'
import { decorateOverTls } from './web/over-tls.ts'
import { asPractice } from './web/practice.ts'
import { type Measure, pressure } from './web/pressure.ts'
import { keepTally, requestNumbers } from './web/tally.ts'
import { asTerminal } from './web/terminal.ts'
import { traceRequests } from './web/traced.ts'
import { LANGUAGES } from './web/visit.ts'
import { wellFormed } from './web/well-formed.ts'

/** 50,000 characters of Chinese, each escaped, twice over. */
const BODY_LIMIT = 1_048_576
/** More than any form takes: each that is too many is named; what brings more of them than this is no form. */
const FILE_PARTS = 100
/** A form with twenty files of 20 MB over a line of a megabyte a second takes seven minutes. */
const SLOWEST_UPLOAD = 900_000 // ms
/** A connection on which nothing moves. */
const SILENCE = 120_000 // ms

/** @param measure in place of the process's own memory and delay. @param bounds in place of those of arrivals and of files */
export async function openApp(
  of: House,
  measure?: Measure,
  bounds?: Partial<Bounds & DiskBounds>,
): Promise<FastifyInstance> {
  const house = of
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    trustProxy: house.config.trustProxy.length > 0 ? [...house.config.trustProxy] : false,
    requestTimeout: SLOWEST_UPLOAD,
    connectionTimeout: SILENCE,
    logger: false,
    genReqId: requestNumbers(),
    clientErrorHandler: answerBroken,
    routerOptions: { maxParamLength: 200 },
  })
  // Our schemas describe; given() reads and refuses, so that pages and programs hear the same.
  app.setValidatorCompiler(() => (data) => ({ value: data }))
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  app.decorate('site', () => house.portal.site())
  decorateViewer(app)
  decorateOverTls(app, house.config)
  traceRequests(app, house.traces)
  securityHeaders(app)
  if (house.config.practice) asPractice(app)
  errorAnswers(app, errorFrame(house))
  closing(app)
  away(app, house.probe)
  wellFormed(app)
  keepTally(app, house.config)
  const pressed = pressure(app, house.config, measure)
  watched(app, house)
  programDoor(app, { ...house, ...house.visitors })

  await app.register(cookie, { secret: house.keys.cookie })
  asTerminal(app, { ...house, ...house.visitors })
  arrivals(app, house.config, BODY_LIMIT, (request) => isStaff(house, request), bounds)
  const counted = boundFiles(app, house, bounds)
  leaveReceipt(app, house)
  await app.register(formbody, { bodyLimit: BODY_LIMIT, parser: parseForm as never })
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: { fileSize: LARGEST + 1, files: FILE_PARTS, fields: 400, fieldSize: BODY_LIMIT, parts: 400 + FILE_PARTS },
  })
  await limits(app, house, ({ program }) => program !== null)
  await compression(app)
  await app.register(assets, { development: house.config.development })
  await app.register(swagger, { openapi: OPENAPI })
  await app.register(swaggerUi, { routePrefix: '/api/docs' })
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger())

  await app.register(health, { house, pressure: pressed })
  await app.register(metricsRoute, { house })
  await app.register(async (open) => {
    open.addHook('onRequest', pressed.anonymous)
    open.addHook('onRequest', counted)
    open.addHook('preHandler', alsoStaff(of))
    const [house, read] = [of.visitors, of.readers].map((pool) => ({ ...of, ...pool })) as [House, House]
    await open.register(intakeApi, { prefix: '/api/v1', house })
    await open.register(answeringApi, { prefix: '/api/v1', house })
    await open.register(releasedApi, { prefix: '/api/v1', house: read })
    await open.register(openDataApi, { prefix: '/api/v1', house: read })
    await open.register(siteMap, { house: read })
    await open.register(figuresApi, { prefix: '/api/v1', house: read })
    await open.register(answersApi, { prefix: '/api/v1', house: read })
    await open.register(keyApi, { house: read })
    await open.register(evaluationPages, { house })
    for (const words of LANGUAGES) {
      const prefix = words.root.slice(0, -1)
      await open.register(intakePages, {
        ...{ house, words, prefix, proofPage: () => proofPage().sha256 },
        areFiguresPublished: () => arePublished(read.sql),
        guideOf: (agencyId) => guideOf(read, agencyId),
      })
      await open.register(accountPages, { house, words, prefix })
      await open.register(answeringPages, { house, words, prefix })
      await open.register(releasedPages, { house: read, words, prefix })
      await open.register(figuresPages, { house: read, words, prefix })
      await open.register(guidePublicPages, { house: read, words, prefix })
    }
  })
  if (house.config.witnessFor.length > 0)
    await app.register(async (others) => {
      others.addHook('onRequest', pressed.anonymous)
      await others.register(witnessApi, { prefix: '/witness', house })
    })
  const mapping = mappingOf(house.config)
  if (mapping)
    await app.register(async (above) => {
      above.addHook('onRequest', pressed.anonymous)
      await above.register(receiveRoutes, { prefix: '/api/exchange/v1', house, mapping })
    })
  await app.register(lookRoutes)
  await staffDoors(app, house)
  return app
}

const OPENAPI = {
  openapi: '3.0.3' as const,
  info: {
    title: 'ysqgk 依申请公开',
    description: 'Case service for by-request disclosure of government information.',
    version: '1',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  tags: [
    { name: 'public', description: 'No account: receipt number and enquiry code open the file' },
    {
      name: 'staff',
      description:
        'Authorization: Bearer TOKEN from POST /api/v1/sessions; programs with an access token where their scope has the route',
    },
  ],
  components: { securitySchemes: { bearer: { type: 'http' as const, scheme: 'bearer' } } },
}
