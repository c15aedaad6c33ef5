/** What is old is no less government information: made before the regulation, kept in the agency's own archive, answered long ago. */
import { filled, hasOutcome, isReply, isWithheld, rule } from '../subject.ts'
import { bodyText, datesIn, inBody, sentencesOf, unquoted } from '../tokens.ts'

const BEFORE = /(?:《?(?:政府信息公开)?条例》?)(?:施行|实施|生效)(?:以|之)?前/
const NOT_APPLIED = /不适用|不属于|不予|不受|没有(?:公开的)?义务|无(?:公开的)?义务|不负有/

const beforeRegulation = rule({
  id: 'BEFORE_REGULATION',
  severity: 'error',
  article: '条例第二条、第三十八条',
  zh: '不以形成于条例施行以前为由拒绝',
  applies: isReply,
  check: ({ lines }) =>
    inBody(lines).flatMap(({ own, at }) =>
      sentencesOf(unquoted(own))
        .filter((sentence) => BEFORE.test(sentence) && NOT_APPLIED.test(sentence))
        .map(() => ({
          says: '以信息形成于条例施行以前为由拒绝；保存着的信息，不论何时形成，都适用条例。',
          remedy: '删去该理由，依照条例规定的情形答复。',
          line: at,
        })),
    ),
})

/** What has gone to a state archive is used under the law on archives; what the agency still keeps is not (法释〔2025〕8号 Art 9). */
const archiveRules = rule({
  id: 'ARCHIVE_RULES',
  severity: 'error',
  article: '条例第二条；法释〔2025〕8号第九条',
  zh: '没有移交国家档案馆的，不适用档案法规答复',
  applies: (reading) => hasOutcome('registryEnquiry')(reading) || isWithheld(reading),
  check({ lines }) {
    const text = unquoted(bodyText(lines))
    return /《?(?:中华人民共和国)?档案法(?:实施办法|实施条例)?》?/.test(text) && !/移交[^。；]{0,20}档案馆/.test(text)
      ? [
          {
            says: '适用了档案法规，没有写明已经移交国家档案馆。',
            remedy: '由本机关档案机构保管的，依照条例答复；已经移交的，写明移交给哪一国家档案馆。',
          },
        ]
      : []
  },
})

/** Secrets are declassified, processes end, agencies are reorganised: an old answer may have lost its ground. */
const longAgo = rule({
  id: 'REPEAT_LONG_AGO',
  severity: 'warning',
  article: '条例第三十六条第（六）项、第十八条',
  zh: '前次答复的事实根据没有变化',
  applies: hasOutcome('repeatRequest'),
  check(reading) {
    const earlier = datesIn(filled(reading, 'ask', 'earlierOn'))[0]?.day
    const years = earlier ? Number(reading.on.slice(0, 4)) - Number(earlier.slice(0, 4)) : 0
    const overAYear = years > 1 || (years === 1 && reading.on.slice(5) > earlier!.slice(5))
    return overAYear
      ? [
          {
            says: '前次答复已经超过一年，所根据的事实可能变化：解密、过程结束、信息已经形成、机构职能调整。',
            remedy: '核对前次答复的理由现在是否仍然成立；已经变化的，重新审查答复。',
          },
        ]
      : []
  },
})

export const recordRules = [beforeRegulation, archiveRules, longAgo]
