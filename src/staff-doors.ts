/** Every room that staff enter: first what programs ask under /api/v1, then the pages. */

import type { FastifyInstance } from 'fastify'
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
import { consultationPages } from './consultations/staff-routes.ts'
import { cooperationApi } from './cooperation/api.ts'
import { cooperationPages } from './cooperation/page-routes.ts'
import { ownReminderApi } from './deadlines/own-api.ts'
import { ownReminderPages } from './deadlines/own-routes.ts'
import { waysOffered } from './deadlines/own-settings.ts'
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
import { readingApi } from './evidence/reading/api.ts'
import { readingPages } from './evidence/reading/page-routes.ts'
import { exampleApi } from './examples/api.ts'
import { examplePages } from './examples/page-routes.ts'
import { exchangeApi, exchangePages } from './exchange/page-routes.ts'
import { guidePages } from './guide/staff-routes.ts'
import { guidesAwaited } from './guide/waiting.ts'
import { helpPages } from './help/page-routes.ts'
import type { House } from './house.ts'
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
import { openFiguresApi, openFiguresPages } from './open-figures/staff-routes.ts'
import { hookApi } from './outward/hook-api.ts'
import { hookPages } from './outward/hook-pages.ts'
import { tokenApi } from './outward/token-api.ts'
import { tokenPages } from './outward/token-pages.ts'
import { peopleApi } from './people/api.ts'
import { peoplePages } from './people/page-routes.ts'
import { profilePages } from './people/profile-routes.ts'
import { problemPages } from './problems/routes.ts'
import { redactionPages } from './redaction/routes.ts'
import { releaseChangePages } from './release/change-routes.ts'
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
import { terminalPages } from './settings/terminal-routes.ts'
import { spotCheckApi } from './spot-checks/api.ts'
import { spotCheckPages } from './spot-checks/page-routes.ts'
import { coursePages } from './supervision/page-routes.ts'
import { urgingPages } from './supervision/urging-routes.ts'
import { taskApi } from './tasks/api.ts'
import { taskPages } from './tasks/page-routes.ts'
import { trainingApi } from './training/api.ts'
import { trainingPages } from './training/page-routes.ts'
import { doctorPages } from './upkeep/page-routes.ts'
import { templateApi } from './workbench/api.ts'
import { fontPages } from './workbench/font-routes.ts'
import { messageApi } from './workbench/message-api.ts'
import { messagePages } from './workbench/message-routes.ts'
import { templatePages } from './workbench/page-routes.ts'

const APIS = [
  peopleApi,
  staffApi,
  officeApi,
  tokenApi,
  mailboxApi,
  hookApi,
  exchangeApi,
  auditApi,
  auditFaultsApi,
  caseApi,
  keptDraftApi,
  manyApi,
  registerApi,
  sheetApi,
  annualApi,
  annualExports,
  monthlyApi,
  analysisApi,
  analysisExports,
  taskApi,
  responsibleApi,
  spotCheckApi,
  cooperationApi,
  openFiguresApi,
  noticesApi,
  correctionsApi,
  proposalApi,
  replyApi,
  sealApi,
  choicesApi,
  templateApi,
  messageApi,
  ownReminderApi,
  trainingApi,
  evidenceApi,
  readingApi,
]

/** The same for all; each room takes of it what it needs. */
type Pages = (
  app: FastifyInstance,
  options: {
    house: House
    shipped: typeof lossesAsExamples
    waysOffered: typeof waysOffered
    guidesAwaited: typeof guidesAwaited
  },
) => Promise<void>

const PAGES: readonly Pages[] = [
  peoplePages,
  profilePages,
  ownReminderPages,
  staffPages,
  approvalPages,
  tokenPages,
  hookPages,
  exchangePages,
  mailboxPages,
  auditPages,
  auditFaultPages,
  readingPages,
  casePages,
  hintPages,
  sheetPages,
  keptDraftPages,
  manyPages,
  noticePages,
  correctionPages,
  consultationPages,
  replyPages,
  releasesPages,
  releaseChangePages,
  proposalPages,
  deadlinePages,
  coursePages,
  urgingPages,
  cooperationPages,
  problemPages,
  redactionPages,
  remedyPages,
  reportPages,
  monthlyPages,
  definitionPages,
  analysisPages,
  withheldPages,
  taskPages,
  responsiblePages,
  spotCheckPages,
  openFiguresPages,
  drillPages,
  ownDrillPages,
  helpPages,
  guidePages,
  examplePages,
  trainingPages,
  caseRemedyPages,
  setupPages,
  agencyPages,
  importPages,
  doctorPages,
  calendarPages,
  settingsPages,
  terminalPages,
  choicePages,
  archivePages,
  retentionPages,
  destructionPages,
  checkPages,
  transferPages,
  templatePages,
  messagePages,
  fontPages,
  sealPages,
]

/** Registers the routes of staff, each under the conditions of its own room. */
export async function staffDoors(app: FastifyInstance, house: House): Promise<void> {
  for (const api of APIS) await app.register(api, { prefix: '/api/v1', house })
  await app.register(exampleApi, { prefix: '/api/v1', house, shipped: lossesAsExamples })
  // Rooms do not know each other: the judged losses are told by the drill and shown among the examples; by which ways reminders go is
  // known to those that send them and said on one's own account; which guides wait, where administrators begin.
  for (const pages of PAGES) await app.register(pages, { house, shipped: lossesAsExamples, waysOffered, guidesAwaited })
}
