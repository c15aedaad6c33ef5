/** The frame of the letter: who writes to whom, under which number and title, and nothing left open. */
import type { Outcome } from '../../../../workflows/disclosure/vocabulary.ts'
import { printable } from '../../../documents/index.ts'
import { applicantsInALetter } from '../../../ledger/applicants.ts'
import { caseRule, filled, isLetter, isOutgoing, isReply, rule, toApplicant, WITHHELD } from '../subject.ts'
import { bodyText, citizensWords, inBody, lineOf } from '../tokens.ts'

const organ = caseRule({
  id: 'AGENCY_NAME',
  severity: 'error',
  article: 'GB/T 9704 7.2.4、7.3.5',
  zh: '发文机关标志、署名是本机关全称',
  applies: isLetter,
  check({ letter, lines }, { agency }) {
    const names = [
      ['发文机关标志', letter.organ, lineOf(lines, 'organ')],
      ['署名', letter.signature, lineOf(lines, 'signature')],
    ] as const
    return names
      .filter(([, printed]) => printed !== printable(agency.name))
      .map(([what, printed, line]) => ({
        says: `${what}写成“${printed}”，本机关全称是“${agency.name}”。`,
        remedy: '用本机关的全称。',
        line,
      }))
  },
})

const addressee = caseRule({
  id: 'ADDRESSEE_WRONG',
  severity: 'error',
  article: '条例第三十六条；苏政办函〔2019〕98号',
  zh: '主送对象是申请人',
  applies: (reading) => isLetter(reading) && toApplicant(reading),
  check({ letter, lines }, { facts }) {
    const name = facts[0]?.type === 'submitted' ? printable(applicantsInALetter(facts[0])) : ''
    // compose() cuts what is no name any more.
    return name === '' ||
      letter.addressee === name ||
      (name.length > 200 && letter.addressee.startsWith(name.slice(0, 100)))
      ? []
      : [
          {
            says: `主送对象写成“${letter.addressee}”，申请人是“${name}”。`,
            remedy: '改为申请人的姓名或者名称。',
            line: lineOf(lines, 'addressee'),
          },
        ]
  },
})

const NUMBER = /^[\p{Script=Han}]+〔\d{4}〕[1-9]\d*号$/u

const number = rule({
  id: 'NUMBER_FORM',
  severity: 'error',
  article: 'GB/T 9704 7.2.5',
  zh: '文号用六角括号、全年份，不编虚位',
  applies: ({ letter }) => letter.number !== '',
  check: ({ letter, lines }) =>
    NUMBER.test(letter.number)
      ? []
      : [
          {
            says: `文号“${letter.number}”的写法不对。`,
            remedy: '写成“机关代字〔2026〕1号”：六角括号，四位年份，序号不加“第”、不编虚位。',
            line: lineOf(lines, 'number'),
          },
        ],
})

const numberYear = rule({
  id: 'NUMBER_YEAR',
  severity: 'error',
  article: 'GB/T 9704 7.2.5',
  zh: '文号的年份是签发的年份',
  applies: ({ letter }) => /\d{4}/.test(letter.number),
  check: ({ letter, lines, on }) =>
    /\d{4}/.exec(letter.number)![0] === on.slice(0, 4)
      ? []
      : [
          {
            says: `文号的年份与成文日期的年份（${on.slice(0, 4)}年）不同。`,
            remedy: '用签发年份的文号。',
            line: lineOf(lines, 'number'),
          },
        ],
})

const numberMark = caseRule({
  id: 'NUMBER_MARK',
  severity: 'warning',
  article: 'GB/T 9704 7.2.5',
  zh: '文号用本机关代字',
  applies: ({ letter }) => NUMBER.test(letter.number),
  check: ({ letter, lines }, { agency }) =>
    agency.profile.mark === '' || letter.number.startsWith(agency.profile.mark)
      ? []
      : [
          {
            says: `文号没有用本机关代字“${agency.profile.mark}”。`,
            remedy: '核对机关代字。',
            line: lineOf(lines, 'number'),
          },
        ],
})

const registration = rule({
  id: 'CASE_NUMBER_MISSING',
  severity: 'error',
  article: '条例第四十五条；苏政办函〔2019〕98号',
  zh: '写明登记编号',
  applies: (reading) => isLetter(reading) && isOutgoing(reading),
  check(reading) {
    const number = filled(reading, 'case', 'number')
    return number !== '' && bodyText(reading.lines).includes(number)
      ? []
      : [{ says: '没有写明申请的登记编号。', remedy: '写明登记编号。' }]
  },
})

const request = rule({
  id: 'REQUEST_NOT_QUOTED',
  severity: 'error',
  article: '苏政办函〔2019〕98号',
  zh: '引述了所申请的内容',
  applies: (reading) => isLetter(reading) && toApplicant(reading),
  check: ({ lines, data }) =>
    // Of an application without one printable character there is nothing to quote.
    inBody(lines).some(({ own, printed }) => own !== printed) || citizensWords(data).length === 0
      ? []
      : [{ says: '没有引述申请人申请公开的内容。', remedy: '用引号照录申请公开的信息名称和描述。' }],
})

/** Words of a title that belong to some outcomes alone. A plain 答复书 fits them all. */
const TITLES: readonly { words: RegExp; outcomes: readonly Outcome[] }[] = [
  { words: /不予公开/, outcomes: [...WITHHELD, 'registryEnquiry'] },
  { words: /部分公开/, outcomes: ['partlyDisclosed'] },
  { words: /不存在/, outcomes: ['notHeld'] },
  { words: /非本(?:行政)?机关|不属于本机关/, outcomes: ['notThisAgency'] },
  { words: /重复/, outcomes: ['repeatRequest'] },
  { words: /不再处理/, outcomes: ['correctionLapsed', 'feeLapsed'] },
  { words: /不予处理/, outcomes: ['excessive', 'reissue', 'petition', 'publication', 'repeatRequest'] },
  { words: /无法提供/, outcomes: ['needsProcessing', 'stillUnclear', 'notHeld', 'notThisAgency'] },
  { words: /不作为/, outcomes: ['petition', 'reissue'] },
  { words: /(?<!不)予以公开/, outcomes: ['disclosed'] },
  { words: /补正|延期|征求意见|收费|回执|说明理由/, outcomes: [] },
]

const title = rule({
  id: 'TITLE_NOT_OF_OUTCOME',
  severity: 'error',
  article: '条例第三十六条',
  zh: '标题与办理结果相符',
  applies: (reading) => isReply(reading) && reading.outcome !== null && reading.outcome !== 'other',
  check: ({ letter, lines, outcome }) =>
    TITLES.some(({ words, outcomes }) => words.test(letter.title) && !outcomes.includes(outcome!))
      ? [
          {
            says: `标题“${letter.title}”与办理结果不符。`,
            remedy: '改正标题，或者用“政府信息公开申请答复书”。',
            line: lineOf(lines, 'title'),
          },
        ]
      : [],
})

/** What the title of a step must name: the applicant has to see which step it is. */
const STEP_TITLES: Partial<Record<string, RegExp>> = {
  correctionNotice: /补正/,
  extensionNotice: /延期|延长/,
  consultationNotice: /征求/,
  agencyConsultationNotice: /征求/,
  fee: /收费|信息处理费/,
  reasons: /说明理由/,
  delay: /延迟|延期/,
  registrationReceipt: /回执|登记/,
  recordCorrected: /更正/,
  recordForwarded: /更正|转送/,
  thirdParty: /征求意见/,
  agency: /征求意见/,
  agencyOpinion: /征求意见/,
  thirdPartyDecision: /公开/,
  thirdPartyDecisionReasons: /公开/,
}

const stepTitle = rule({
  id: 'TITLE_NOT_OF_NOTICE',
  severity: 'error',
  article: 'GB/T 9704 7.3.1',
  zh: '标题与文书种类相符',
  applies: ({ template }) => STEP_TITLES[template.id] !== undefined,
  check: ({ letter, lines, template }) =>
    STEP_TITLES[template.id]!.test(letter.title) && !/答复书/.test(letter.title)
      ? []
      : [
          {
            says: `标题“${letter.title}”看不出是哪一种告知。`,
            remedy: '标题写明文书的种类。',
            line: lineOf(lines, 'title'),
          },
        ],
})

const contact = rule({
  id: 'CONTACT_MISSING',
  severity: 'warning',
  article: '条例第十二条、第二十八条',
  zh: '写明联系单位和电话',
  applies: (reading) => isLetter(reading) && isOutgoing(reading),
  check(reading) {
    const phone = filled(reading, 'agency', 'phone')
    return phone !== '' &&
      reading.lines.some(({ part, own }) => (part === 'note' || part === 'body') && own.includes(phone))
      ? []
      : [{ says: '没有写明联系电话。', remedy: '在附注中写明联系单位、电话和地址。' }]
  },
})

export const formRules = [
  organ,
  addressee,
  number,
  numberYear,
  numberMark,
  registration,
  request,
  title,
  stepTitle,
  contact,
]
