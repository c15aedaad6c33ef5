/** Whose data a letter lays open: nobody's homes, no third party's name, and of the applicant no more than needed. */
import { writtenAs } from '../../../ground/tidy.ts'
import { allApplicants } from '../../../ledger/applicants.ts'
import { isResident, MOBILE, official, plain, RESIDENT, spotted } from '../figures.ts'
import { caseRule, type Fault, filled, isOne, isOutgoing, toApplicant } from '../subject.ts'
import { citizensWords } from '../tokens.ts'

/** The applicant's own data, and the agent's, as they stand in the application: the letter needs the name alone. */
const applicants = caseRule({
  id: 'PRIVACY_APPLICANT',
  severity: 'warning',
  article: '个人信息保护法第六条、第三十四条',
  zh: '申请人的信息只写姓名',
  applies: isOutgoing,
  check(reading, file) {
    const { facts } = file
    const submitted = facts[0]?.type === 'submitted' ? facts[0] : undefined
    if (!submitted) return []
    const { applicant, agent } = submitted
    const data = [
      ...writtenAs(applicant.phone).map((number) => ['联系电话', number] as const),
      ['电子邮箱', applicant.email],
      ['通信地址', applicant.address],
      ['证件号码', applicant.kind === 'person' ? applicant.idNumber : undefined],
      ['代理人的证件号码', agent?.idNumber],
      ...writtenAs(agent?.phone).map((number) => ['代理人的联系电话', number] as const),
    ] as const
    const found = data.flatMap(([what, value]): Fault[] => {
      if (!value || value.length < 6 || official(reading, file).includes(plain(value))) return []
      const line = reading.lines.find(({ own }) => plain(own).includes(plain(value)))?.at
      return line === undefined
        ? []
        : [{ says: `文中印出了申请人的${what}。`, remedy: '删去；答复书只写申请人的姓名或者名称。', line }]
    })
    // A number that is part of another is told of once.
    return found.filter(
      (fault, i) => found.findIndex(({ says, line }) => says === fault.says && line === fault.line) === i,
    )
  },
})

const home = caseRule({
  id: 'PRIVACY_HOME_ADDRESS',
  severity: 'warning',
  article: '条例第十五条；个人信息保护法第六条',
  zh: '没有他人的住址',
  applies: isOutgoing,
  check: ({ lines }) =>
    spotted(
      lines,
      /(?:家住|住址|家庭住址|户籍(?:地址|所在地)|现住|居住(?:于|在))[是为：:]?[^，。；]{2,30}?(?:\d+(?:号|室|幢|栋)|村)/g,
    ).map(({ line }) => ({
      says: '文中有个人住址。',
      remedy: '删去住址，或者只写到街道、项目。',
      line,
    })),
})

const RELEASED = /(?:预留|提供)的/
const thirdParty = caseRule({
  id: 'PRIVACY_THIRD_PARTY_NAMED',
  severity: 'warning',
  article: '条例第十五条、第三十二条',
  zh: '没有向申请人写出第三方的名称',
  applies: toApplicant,
  check(reading, { context, agency }) {
    const citizensText = citizensWords(reading.data).join('\n')
    return context.consultations
      .filter(
        ({ kind, party }) =>
          kind === 'thirdParty' && party.length >= 2 && !citizensText.includes(party) && party !== agency.name,
      )
      .flatMap(({ party }): Fault[] => {
        const line = reading.lines.find(
          ({ own, part }) => part !== 'addressee' && own.includes(party) && !RELEASED.test(party),
        )?.at
        return line === undefined
          ? []
          : [
              {
                says: `文中写出了被征求意见的第三方“${party}”，申请人的申请里没有提到它。`,
                remedy: '改为“第三方”。',
                line,
              },
            ]
      })
  },
})

const toOthers = caseRule({
  id: 'PRIVACY_APPLICANT_NAMED',
  severity: 'error',
  article: '条例第三十二条；个人信息保护法第六条',
  zh: '没有向第三方和其他机关写出申请人',
  applies: ({ template }) => template.kind === 'consultation',
  check(reading, { facts }) {
    const names =
      facts[0]?.type === 'submitted'
        ? allApplicants(facts[0]).map(({ name = '' }) => name)
        : [filled(reading, 'applicant', 'name')]
    const line = reading.lines.find(
      ({ own, part }) => part !== 'addressee' && names.some((name) => name.length >= 2 && own.includes(name)),
    )?.at
    return line === undefined
      ? []
      : [{ says: '征求意见的文书写出了申请人的姓名或者名称。', remedy: '只写登记编号和所申请的信息。', line }]
  },
})

const quoted = caseRule({
  id: 'PRIVACY_IN_QUOTATION',
  severity: 'hint',
  article: '个人信息保护法第六条',
  zh: '申请人原文中的号码',
  applies: isOutgoing,
  check: ({ lines }) =>
    lines.flatMap(({ own, printed, at }): Fault[] => {
      if (own === printed) return []
      const text = plain(printed)
      const number = [...text.matchAll(RESIDENT)].some(([id]) => isResident(id)) || new RegExp(MOBILE.source).test(text)
      return number
        ? [
            {
              says: '引述的申请原文中有身份证件号码或者手机号码。',
              remedy: '发给第三方和其他机关之前，概括申请内容，不引原文。',
              line: at,
            },
          ]
        : []
    }),
})

const quotedToOthers = caseRule({
  id: 'CONSULTATION_QUOTES_REQUEST',
  severity: 'warning',
  article: '条例第三十二条',
  zh: '征求第三方意见不引述申请原文',
  applies: isOne('thirdParty', 'thirdPartyDecision', 'thirdPartyDecisionReasons'),
  check(reading) {
    const request = filled(reading, 'case', 'request')
    const line = reading.lines.find(
      ({ printed }) => request !== '' && request !== filled(reading, 'case', 'title') && printed.includes(request),
    )?.at
    return line === undefined
      ? []
      : [{ says: '向第三方征求意见，引述了申请人的原文。', remedy: '只写信息的名称和涉及第三方的部分。', line }]
  },
})

export const privacyRules = [applicants, home, thirdParty, toOthers, quoted, quotedToOthers]
