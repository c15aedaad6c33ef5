/** The web side of the house: every route group, in order. */

import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import Fastify, { type FastifyInstance } from 'fastify'
import { accountPages } from './account/page-routes.ts'
import { analysisApi } from './analysis/api.ts'
import { analysisExports } from './analysis/export-routes.ts'
import { analysisPages } from './analysis/page-routes.ts'
import { withheldPages } from './analysis/withheld-routes.ts'
import { checkPages } from './archive/check-routes.ts'
import { destructionPages } from './archive/destruction-routes.ts'
import { archivePages } from './archive/page-routes.ts'
import { retentionPages } from './archive/retention-routes.ts'
import { transferPages } from './archive/transfer-routes.ts'
import { calendarPages } from './calendar/page-routes.ts'
import { answeringApi } from './consultations/api.ts'
import { answeringPages } from './consultations/page-routes.ts'
import { consultationPages } from './consultations/staff-routes.ts'
import { cooperationApi } from './cooperation/api.ts'
import { cooperationPages } from './cooperation/page-routes.ts'
import { ownReminderPages } from './deadlines/own-routes.ts'
import { caseApi } from './desk/api.ts'
import { correctionsApi } from './desk/corrections/api.ts'
import { correctionPages } from './desk/corrections/routes.ts'
import { hintPages } from './desk/hints/routes.ts'
import { keptDraftApi, keptDraftPages } from './desk/kept-draft-routes.ts'
import { manyApi, manyPages } from './desk/many-routes.ts'
import { noticePages } from './desk/notice-pages.ts'
import { noticesApi } from './desk/notices-api.ts'
import { casePages } from './desk/page-routes.ts'
import { registerApi } from './desk/register/routes.ts'
import { sheetApi, sheetPages } from './desk/register/sheet-routes.ts'
import { caseRemedyPages } from './desk/remedy-routes.ts'
import { deadlinePages } from './desk/supervision-routes.ts'
import { lossesAsExamples } from './drill/as-examples.ts'
import { drillPages, ownDrillPages } from './drill/page-routes.ts'
import { evidenceApi } from './evidence/api.ts'
import { proofPage } from './evidence/in-browser/link.ts'
import { keyApi } from './evidence/key-api.ts'
import { readingApi } from './evidence/reading/api.ts'
import { readingPages } from './evidence/reading/page-routes.ts'
import { witnessApi } from './evidence/witness/witness-api.ts'
import { examplePages } from './examples/page-routes.ts'
import { mappingOf } from './exchange/mapping.ts'
import { exchangeApi, exchangePages } from './exchange/page-routes.ts'
import { receiveRoutes } from './exchange/receive-routes.ts'
import { LARGEST } from './files/uploads.ts'
import { health } from './health.ts'
import { helpPages } from './help/page-routes.ts'
import type { House } from './house.ts'
import { intakeApi } from './intake/api.ts'
import { intakePages } from './intake/page-routes.ts'
import { leaveReceipt } from './intake/receipt-code.ts'
import { mailboxApi } from './mailbox/api.ts'
import { mailboxPages } from './mailbox/page-routes.ts'
import { officeApi } from './office/api.ts'
import { importPages } from './office/import-routes.ts'
import { agencyPages } from './office/page-routes.ts'
import { staffApi } from './office/people/api.ts'
import { approvalPages } from './office/people/approval-routes.ts'
import { auditFaultPages, auditFaultsApi } from './office/people/audit-faults.ts'
import { auditApi, auditPages } from './office/people/audit-routes.ts'
import { staffPages } from './office/people/page-routes.ts'
import { setupPages } from './office/setup-routes.ts'
import { figuresApi, figuresPages } from './open-figures/public-routes.ts'
import { arePublished } from './open-figures/publish.ts'
import { openFiguresApi, openFiguresPages } from './open-figures/staff-routes.ts'
import { programDoor } from './outward/door.ts'
import { hookApi } from './outward/hook-api.ts'
import { hookPages } from './outward/hook-pages.ts'
import { tokenApi } from './outward/token-api.ts'
import { tokenPages } from './outward/token-pages.ts'
import { alsoStaff } from './people/also-staff.ts'
import { peopleApi } from './people/api.ts'
import { errorFrame } from './people/error-frame.tsx'
import { decorateViewer, isStaff } from './people/guard.ts'
import { peoplePages } from './people/page-routes.ts'
import { profilePages } from './people/profile-routes.ts'
import { watched } from './people/watched.ts'
import { problemPages } from './problems/routes.ts'
import { releasedApi } from './release/api.ts'
import { releaseChangePages } from './release/change-routes.ts'
import { releasedPages } from './release/page-routes.ts'
import { proposalApi, proposalPages } from './release/proposal-routes.ts'
import { releasesPages } from './release/staff-routes.ts'
import { remedyPages } from './remedies/page-routes.ts'
import { replyApi } from './replies/api.ts'
import { replyPages } from './replies/page-routes.ts'
import { annualApi } from './reports/annual-api.ts'
import { reportPages } from './reports/annual-pages.ts'
import { annualExports } from './reports/export-routes.ts'
import { monthlyApi } from './reports/monthly/api.ts'
import { definitionPages } from './reports/monthly/fields-routes.ts'
import { monthlyPages } from './reports/monthly/page-routes.ts'
import { responsibleApi } from './responsible/api.ts'
import { responsiblePages } from './responsible/page-routes.ts'
import { sealApi } from './seals/api.ts'
import { sealPages } from './seals/page-routes.ts'
import { choicesApi } from './settings/api.ts'
import { choicePages } from './settings/choice-routes.ts'
import { settingsPages } from './settings/page-routes.ts'
import { spotCheckApi } from './spot-checks/api.ts'
import { evaluationPages } from './spot-checks/evaluation-routes.ts'
import { spotCheckPages } from './spot-checks/page-routes.ts'
import { coursePages } from './supervision/page-routes.ts'
import { urgingPages } from './supervision/urging-routes.ts'
import { taskApi } from './tasks/api.ts'
import { taskPages } from './tasks/page-routes.ts'
import { trainingPages } from './training/page-routes.ts'
import { metricsRoute } from './upkeep/metrics.ts'
import { doctorPages } from './upkeep/page-routes.ts'
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
import { practiceBand } from './web/practice.ts'
import { type Measure, pressure } from './web/pressure.ts'
import { keepTally, requestNumbers } from './web/tally.ts'
import { traceRequests } from './web/traced.ts'
import { LANGUAGES } from './web/visit.ts'
import { wellFormed } from './web/well-formed.ts'
import { templateApi } from './workbench/api.ts'
import { fontPages } from './workbench/font-routes.ts'
import { messagePages } from './workbench/message-routes.ts'
import { templatePages } from './workbench/page-routes.ts'

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
  if (house.config.practice) practiceBand(app)
  errorAnswers(app, errorFrame(house))
  closing(app)
  away(app, house.probe)
  wellFormed(app)
  keepTally(app, house.config)
  const pressed = pressure(app, house.config, measure)
  watched(app, house)
  programDoor(app, { ...house, ...house.visitors })

  await app.register(cookie, { secret: house.keys.cookie })
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
    await open.register(figuresApi, { prefix: '/api/v1', house: read })
    await open.register(keyApi, { house: read })
    await open.register(evaluationPages, { house })
    for (const words of LANGUAGES) {
      const prefix = words.root.slice(0, -1)
      await open.register(intakePages, {
        ...{ house, words, prefix, proofPage: () => proofPage().sha256 },
        areFiguresPublished: () => arePublished(read.sql),
      })
      await open.register(accountPages, { house, words, prefix })
      await open.register(answeringPages, { house, words, prefix })
      await open.register(releasedPages, { house: read, words, prefix })
      await open.register(figuresPages, { house: read, words, prefix })
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
  await app.register(peopleApi, { prefix: '/api/v1', house })
  await app.register(staffApi, { prefix: '/api/v1', house })
  await app.register(officeApi, { prefix: '/api/v1', house })
  await app.register(tokenApi, { prefix: '/api/v1', house })
  await app.register(mailboxApi, { prefix: '/api/v1', house })
  await app.register(hookApi, { prefix: '/api/v1', house })
  await app.register(exchangeApi, { prefix: '/api/v1', house })
  await app.register(auditApi, { prefix: '/api/v1', house })
  await app.register(auditFaultsApi, { prefix: '/api/v1', house })
  await app.register(caseApi, { prefix: '/api/v1', house })
  await app.register(keptDraftApi, { prefix: '/api/v1', house })
  await app.register(manyApi, { prefix: '/api/v1', house })
  await app.register(registerApi, { prefix: '/api/v1', house })
  await app.register(sheetApi, { prefix: '/api/v1', house })
  await app.register(annualApi, { prefix: '/api/v1', house })
  await app.register(annualExports, { prefix: '/api/v1', house })
  await app.register(monthlyApi, { prefix: '/api/v1', house })
  await app.register(analysisApi, { prefix: '/api/v1', house })
  await app.register(analysisExports, { prefix: '/api/v1', house })
  await app.register(taskApi, { prefix: '/api/v1', house })
  await app.register(responsibleApi, { prefix: '/api/v1', house })
  await app.register(spotCheckApi, { prefix: '/api/v1', house })
  await app.register(cooperationApi, { prefix: '/api/v1', house })
  await app.register(openFiguresApi, { prefix: '/api/v1', house })
  await app.register(noticesApi, { prefix: '/api/v1', house })
  await app.register(correctionsApi, { prefix: '/api/v1', house })
  await app.register(proposalApi, { prefix: '/api/v1', house })
  await app.register(replyApi, { prefix: '/api/v1', house })
  await app.register(sealApi, { prefix: '/api/v1', house })
  await app.register(choicesApi, { prefix: '/api/v1', house })
  await app.register(templateApi, { prefix: '/api/v1', house })
  await app.register(evidenceApi, { prefix: '/api/v1', house })
  await app.register(readingApi, { prefix: '/api/v1', house })
  await app.register(lookRoutes)
  await app.register(peoplePages, { house })
  await app.register(profilePages, { house })
  await app.register(ownReminderPages, { house })
  await app.register(staffPages, { house })
  await app.register(approvalPages, { house })
  await app.register(tokenPages, { house })
  await app.register(hookPages, { house })
  await app.register(exchangePages, { house })
  await app.register(mailboxPages, { house })
  await app.register(auditPages, { house })
  await app.register(auditFaultPages, { house })
  await app.register(readingPages, { house })
  await app.register(casePages, { house })
  await app.register(hintPages, { house })
  await app.register(sheetPages, { house })
  await app.register(keptDraftPages, { house })
  await app.register(manyPages, { house })
  await app.register(noticePages, { house })
  await app.register(correctionPages, { house })
  await app.register(consultationPages, { house })
  await app.register(replyPages, { house })
  await app.register(releasesPages, { house })
  await app.register(releaseChangePages, { house })
  await app.register(proposalPages, { house })
  await app.register(deadlinePages, { house })
  await app.register(coursePages, { house })
  await app.register(urgingPages, { house })
  await app.register(cooperationPages, { house })
  await app.register(problemPages, { house })
  await app.register(remedyPages, { house })
  await app.register(reportPages, { house })
  await app.register(monthlyPages, { house })
  await app.register(definitionPages, { house })
  await app.register(analysisPages, { house })
  await app.register(withheldPages, { house })
  await app.register(taskPages, { house })
  await app.register(responsiblePages, { house })
  await app.register(spotCheckPages, { house })
  await app.register(openFiguresPages, { house })
  await app.register(drillPages, { house })
  await app.register(ownDrillPages, { house })
  await app.register(helpPages, { house })
  await app.register(examplePages, { house, shipped: lossesAsExamples })
  await app.register(trainingPages, { house })
  await app.register(caseRemedyPages, { house })
  await app.register(setupPages, { house })
  await app.register(agencyPages, { house })
  await app.register(importPages, { house })
  await app.register(doctorPages, { house })
  await app.register(calendarPages, { house })
  await app.register(settingsPages, { house })
  await app.register(choicePages, { house })
  await app.register(archivePages, { house })
  await app.register(retentionPages, { house })
  await app.register(destructionPages, { house })
  await app.register(checkPages, { house })
  await app.register(transferPages, { house })
  await app.register(templatePages, { house })
  await app.register(messagePages, { house })
  await app.register(fontPages, { house })
  await app.register(sealPages, { house })
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
