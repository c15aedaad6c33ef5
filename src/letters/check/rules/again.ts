/** After an annulment: not the same reply again on the same record, and no silence about what went before. */
import { OUTCOMES } from '../../../../workflows/disclosure/vocabulary.ts'
import { againIn } from '../../again.ts'
import { type CaseFile, caseRule, isReply, type Reading } from '../subject.ts'
import { bodyText } from '../tokens.ts'

const ARTICLE = '行政复议法第六十四条第二款；行政诉讼法第七十一条；法释〔2018〕1号第九十条'

/** The same outcome, of the same matter where both replies tell matters apart. */
const repeated = ({ outcome, matter }: Reading, { facts }: CaseFile) => {
  const again = againIn(facts)
  const alike = again?.earlier?.answers.some(
    (before) => before.outcome === outcome && (!matter || before.matter === null || before.matter === matter),
  )
  return again?.annulled && alike ? again : null
}

const same = caseRule({
  id: 'SAME_AFTER_ANNULMENT',
  severity: 'error',
  article: ARTICLE,
  zh: '被撤销后没有以同一事实和理由作出相同的答复',
  applies: isReply,
  check(reading, file) {
    const again = repeated(reading, file)
    return again && !again.isNew
      ? [
          {
            says: `原答复已被撤销或者纠正，重新办理以后没有新的检索、审查等记录，又拟作相同的答复（${OUTCOMES[reading.outcome!].zh}）。`,
            remedy: '另作检索、审查并据以答复；原答复仅因程序违法被撤销的，更正“重新办理”的记录，写明这一点。',
          },
        ]
      : []
  },
})

const sameOutcome = caseRule({
  id: 'SAME_OUTCOME_AFTER_ANNULMENT',
  severity: 'warning',
  article: ARTICLE,
  zh: '被撤销后作出相同结果的，主要事实或者主要理由有改变',
  applies: isReply,
  check(reading, file) {
    const again = repeated(reading, file)
    return again?.isNew
      ? [
          {
            says: `与被撤销或者纠正的原答复结果相同（${OUTCOMES[reading.outcome!].zh}）。`,
            remedy: '在理由中写明主要事实或者主要理由与原答复有什么不同。',
          },
        ]
      : []
  },
})

const untold = caseRule({
  id: 'DECISION_NOT_NAMED',
  severity: 'error',
  article: '行政复议法第六十四条第二款；行政诉讼法第七十一条',
  zh: '重新作出的答复写明了所依照的决定、判决和原答复',
  // A lapse is found of the applicant's own act: its letter tells no course.
  applies: (reading) => isReply(reading) && reading.outcome !== 'correctionLapsed' && reading.outcome !== 'feeLapsed',
  check({ lines }, { facts }) {
    const again = againIn(facts)
    if (!again?.decision) return []
    const text = bodyText(lines).replace(/\s/g, '')
    const missing = [again.decision.number, again.earlier?.number].filter(
      (number) => number && !text.includes(number.replace(/\s/g, '')),
    )
    return missing.length > 0
      ? [{ says: `没有写明${missing.join('、')}。`, remedy: '写明重新答复所依照的决定或者判决，以及原答复的文号。' }]
      : []
  },
})

export const againRules = [same, sameOutcome, untold]
