/** Consultations of 青川区, which does not exist: as those who are asked see them, and as staff do. */
import type { ConsultationRef, ConsultationView, Given } from '../../src/consultations/views.ts'

const HASH = '4f2a9c1d7e60b3854f2a9c1d7e60b3854f2a9c1d7e60b3854f2a9c1d7e60b385'

export const awaited: ConsultationView = {
  number: 'Z20260306-40718-263954',
  kind: 'thirdParty',
  coMaker: false,
  standing: 'open',
  agency: {
    name: '青川区住房和城乡建设局',
    office: '青川区住建局办公室',
    address: '示例省青川区示例路8号',
    phone: '0000-8000008',
    email: 'gk@example.gov.cn',
    hours: '工作日 9:00—12:00、14:00—17:00',
  },
  caseNumber: '2026-0017',
  party: '青川示例停车服务有限公司',
  information: {
    title: '智慧停车项目特许经营方案',
    documentNumber: '青住建〔2025〕18号',
    about: '方案中的财务测算表。',
  },
  today: '2026-03-09',
  sentOn: '2026-03-06',
  reachedOn: null,
  reachedOnline: false,
  workingDays: 15,
  answerDueOn: null,
  wouldBeDueOn: '2026-03-30',
  provisional: false,
  left: null,
  days: [],
  may: ['thirdPartyReached', 'thirdPartyAnswered'],
  answer: null,
  letters: [
    {
      id: 'l1',
      title: '政府信息公开征求意见书',
      kind: 'consultation',
      number: '青政依告〔2026〕17号',
      madeOn: '2026-03-06',
      sha256: HASH,
      url: '/api/v1/consultations/Z20260306-40718-263954/letters/l1',
    },
  ],
}

export const reached: ConsultationView = {
  ...awaited,
  reachedOn: '2026-03-09',
  reachedOnline: true,
  answerDueOn: '2026-03-30',
  left: 15,
  provisional: true,
  may: ['thirdPartyAnswered'],
  days: [
    { on: '2026-03-09', kind: 'working' },
    { on: '2026-03-10', kind: 'working', count: 1 },
  ],
}

const given: Given = {
  consents: false,
  extent: 'partly',
  reasons: '总额可以公开；单价是商业秘密。',
  on: '2026-03-10',
  at: '2026-03-10T02:15:00.000Z',
  online: true,
  files: [{ name: '成本构成说明.pdf', size: 84_320, sha256: HASH }],
  sha256: HASH,
}

export const answered: ConsultationView = { ...reached, standing: 'answered', may: [], answer: given }
export const onPaper: ConsultationView = {
  ...answered,
  kind: 'agency',
  coMaker: true,
  answer: { ...given, online: false, files: [] },
}
export const closed: ConsultationView = { ...awaited, standing: 'closed', may: [], letters: [] }

export const refs: ConsultationRef[] = [
  {
    consultation: '1',
    kind: 'thirdParty',
    party: '青川示例停车服务有限公司',
    reach: [{ label: '电子邮箱', value: 'parking@example.cn' }],
    standing: 'answered',
    sentOn: '2026-03-06',
    reachedOn: '2026-03-09',
    reachedOnline: true,
    answeredOn: '2026-03-10',
    answeredOnline: true,
    consents: false,
    partly: true,
    openedAt: '2026-03-09T01:10:00.000Z',
    mailedAt: ['2026-03-06T06:00:00.000Z'],
    number: 'Z20260306-40718-263954',
    code: 'K7QW4M9XTB',
    mailUrl: '/cases/c1/consultations/1/mail',
  },
  {
    consultation: '2',
    kind: 'agency',
    party: '青川区发展和改革局',
    reach: [],
    standing: 'open',
    sentOn: '2026-03-06',
    reachedOn: null,
    reachedOnline: false,
    answeredOn: null,
    answeredOnline: false,
    consents: null,
    partly: false,
    openedAt: null,
    mailedAt: [],
    number: null,
  },
]
