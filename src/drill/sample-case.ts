/** The made-up case behind the sample of each shipped letter: what must have happened for the sample to be true. */
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { LetterData } from '../documents/index.ts'

const words = (data: LetterData) => data as Record<string, Record<string, string> | undefined>
const lines = (text: string | undefined) => (text ?? '').split('\n').filter((line) => line.trim() !== '')
/** A day as letters write it, as YYYY-MM-DD. */
export const isoOf = (text: string | undefined, otherwise: Day): Day => {
  const [, y, m, d] = /(\d{4})年(\d{1,2})月(\d{1,2})日/.exec(text ?? '') ?? []
  return y ? `${y}-${m!.padStart(2, '0')}-${d!.padStart(2, '0')}` : otherwise
}

/** What must have happened for the sample to be true. */
export function factsFor(id: string, data: LetterData, on: Day): Fact[] {
  const of = words(data)
  const facts: Fact[] = [
    {
      type: 'submitted',
      on: '2026-02-28',
      channel: of.case?.channel === '邮寄（签收）' ? 'post' : 'online',
      applicant: {
        kind: 'person',
        name: of.applicant?.name ?? '朱秋分',
        idType: 'residentId',
        idNumber: '110101199003071233',
        phone: '13900001234',
        email: 'applicant@mail.example',
        address: '云溪区滨河路12号3幢502室',
      },
      request: {
        title: of.case?.title ?? '',
        description: of.case?.request ?? '',
        form: 'electronic',
        delivery: 'post',
      },
    },
    { type: 'confirmed', on: '2026-03-02', how: 'phone', note: '' },
    { type: 'registered', on: '2026-03-02' },
  ]
  // An ordinary post is received on the day of signature, which for this sample is the day that others are confirmed.
  if (of.case?.channel === '邮寄（签收）') {
    facts[0]!.on = '2026-03-02'
    facts.splice(1, 1)
  }
  const party = of.consultation?.party ?? '云溪城市停车服务有限公司'
  const more: Partial<Record<string, Fact[]>> = {
    correctionNotice: [
      {
        type: 'correctionRequested',
        on: '2026-03-06',
        matters: lines(of.correction?.matters).map((matter) => matter.replace(/^\d+\./, '')),
        answerBy: '2026-03-27',
      },
    ],
    stillUnclear: [
      { type: 'correctionRequested', on: '2026-03-06', matters: ['文件的名称、文号不明确'], answerBy: '2026-03-27' },
      { type: 'corrected', on: '2026-03-10', text: '与我有关的全部文件' },
    ],
    correctionLapsed: [
      {
        type: 'correctionRequested',
        on: '2026-03-06',
        matters: lines(of.correction?.matters).map((matter) => matter.replace(/^\d+\./, '')),
        answerBy: '2026-03-27',
      },
      { type: 'correctionLapsed', on: '2026-03-30', finding: of.lapse?.finding ?? '' },
    ],
    notHeld: [
      { type: 'correctionRequested', on: '2026-03-05', matters: ['路段不明确'], answerBy: '2026-03-19' },
      { type: 'corrected', on: '2026-03-11', text: '政务路至滨河路段' },
      {
        type: 'searched',
        on: '2026-03-17',
        places: (of.search?.places ?? '').split('、'),
        terms: (of.search?.terms ?? '').split('、'),
        found: false,
        note: of.search?.note ?? '',
      },
    ],
    partlyDisclosed: [
      { type: 'thirdPartyConsulted', on: '2026-03-09', party: '云溪路片区被征收人' },
      { type: 'thirdPartyReached', on: '2026-03-10' },
      { type: 'thirdPartyAnswered', on: '2026-03-24', consents: false, reasons: '属于个人隐私' },
      { type: 'thirdPartyAssessed', on: '2026-03-25', reasonable: true, publicInterest: false, why: '属于个人隐私。' },
    ],
    thirdPartyRights: [
      { type: 'thirdPartyConsulted', on: '2026-03-06', party },
      { type: 'thirdPartyReached', on: '2026-03-09' },
      { type: 'thirdPartyAnswered', on: '2026-03-16', consents: false, reasons: '属于商业秘密' },
      {
        type: 'thirdPartyAssessed',
        on: '2026-03-17',
        consultation: '1',
        reasonable: true,
        publicInterest: false,
        why: of.assessed?.why ?? '',
      },
    ],
    severalMatters: [
      { type: 'thirdPartyConsulted', on: '2026-03-06', party },
      { type: 'thirdPartyReached', on: '2026-03-09' },
      { type: 'thirdPartyAnswered', on: '2026-03-16', consents: false, reasons: '属于商业秘密' },
      {
        type: 'thirdPartyAssessed',
        on: '2026-03-17',
        consultation: '1',
        reasonable: true,
        publicInterest: false,
        why: data.assessed?.['2.why'] ?? '',
        matter: data.items?.['2.matter'] ?? '',
      },
      {
        type: 'disclosureExamined',
        on: '2026-03-19',
        severable: false,
        why: data.examined?.['2.severability'] ?? '',
        matter: data.items?.['2.matter'] ?? '',
      },
      {
        type: 'searched',
        on: '2026-03-17',
        places: (of.search?.places ?? '').split('、'),
        terms: (of.search?.terms ?? '').split('、'),
        found: false,
        note: of.search?.note ?? '',
      },
    ],
    thirdParty: [{ type: 'thirdPartyConsulted', on: '2026-03-06', party }],
    thirdPartyReply: [{ type: 'thirdPartyConsulted', on: '2026-03-06', party }],
    consultationNotice: [{ type: 'thirdPartyConsulted', on: '2026-03-06', party }],
    thirdPartyDecision: refused(party, { reasonable: true, publicInterest: true, why: '关系居民饮水安全。' }),
    thirdPartyDecisionReasons: refused(party, {
      reasonable: false,
      publicInterest: false,
      why: '只说不同意。',
    }),
    agencyOpinion: [{ type: 'agencyConsulted', on: '2026-03-20', party, coMaker: false }],
    agencyConsultationNotice: [{ type: 'agencyConsulted', on: '2026-03-06', party, coMaker: false }],
    agency: [{ type: 'agencyConsulted', on: '2026-03-20', party, coMaker: true }],
    extensionNotice: [
      {
        type: 'extended',
        on: '2026-03-25',
        workingDays: Number(of.extension?.workingDays),
        reason: of.extension?.reason ?? '',
        approvedBy: '沈微',
      },
    ],
    reasons: [{ type: 'reasonsRequested', on: '2026-03-04', why: of.reasons?.why ?? '', answerBy: '2026-03-13' }],
    excessive: [
      { type: 'reasonsRequested', on: '2026-03-04', why: '共142件', answerBy: '2026-03-13' },
      { type: 'reasonsGiven', on: '2026-03-12', text: '督促各部门' },
      { type: 'reasonsAssessed', on: '2026-03-16', reasonable: false },
    ],
    delay: [
      { type: 'reasonsRequested', on: '2026-03-04', why: '共142件', answerBy: '2026-03-13' },
      { type: 'reasonsGiven', on: '2026-03-12', text: '研究历年养护' },
      { type: 'reasonsAssessed', on: '2026-03-20', reasonable: true, delayedUntil: '2026-06-30' },
    ],
    fee: [{ type: 'feeNotified', on: '2026-03-09', basis: 'pages', quantity: 150, amount: 1700 }],
    feeLapsed: [
      { type: 'feeNotified', on: '2026-03-09', basis: 'pages', quantity: 150, amount: 1700 },
      { type: 'feeLapsed', on: '2026-04-09', finding: of.lapse?.finding ?? '' },
    ],
  }
  return [...facts, ...(more[id] ?? []), ...examined(id, data)].filter((fact) => fact.on <= on)
}

/** Of a letter that withholds: what its sample says of it, as it was found. */
function examined(id: string, data: LetterData): Fact[] {
  const { severability, otherLaw } = data.examined ?? {}
  const [, places] = /^本机关查阅了(.*)，其中没有/.exec(otherLaw ?? '') ?? []
  const found = {
    why: severability ?? '',
    severable: id === 'partlyDisclosed',
    ...(places && { otherLaw: false, lookedIn: places.split('、') }),
  }
  return severability ? [{ type: 'disclosureExamined', on: '2026-03-19', ...found }] : []
}

type Assessed = { reasonable: boolean; publicInterest: boolean; why: string }
/** A third party that refused, and what was held of its reasons. */
const refused = (party: string, assessed: Assessed): Fact[] => [
  { type: 'thirdPartyConsulted', on: '2026-03-06', party },
  { type: 'thirdPartyAnswered', on: '2026-03-16', consents: false, reasons: '生产负荷信息可能被推知' },
  { type: 'thirdPartyAssessed', on: '2026-03-17', ...assessed },
]
