/** 提供形式 (Art 40): as the applicant asked; otherwise where the carrier or the cost demands it, and then with the reason. */
import { DELIVERIES, FORMS } from '../../../../workflows/disclosure/vocabulary.ts'
import { type CaseFile, caseRule, filled, hasOutcome, last, type Reading } from '../subject.ts'
import { bodyText } from '../tokens.ts'

type Given = 'electronic' | 'paper' | 'disc' | 'inspect'

/** What was asked for; who asked to read it on the spot asked for that, whatever the form. */
function wanted(file: CaseFile): { form: Given; zh: string } | null {
  const [submitted] = file.facts
  if (submitted?.type !== 'submitted') return null
  const changed = file.facts.findLast((fact) => fact.type === 'contactChanged' && fact.delivery)
  const { form } = submitted.request
  const delivery = (changed?.type === 'contactChanged' && changed.delivery) || submitted.request.delivery
  return delivery === 'inspect' ? { form: 'inspect', zh: DELIVERIES.inspect } : { form, zh: FORMS[form] }
}

const ONLY_READ = /查阅|抄录/
const HANDED_OVER = /随(?:本|此)?答复书|邮寄|发送|领取|附后|见附件|复印件|光盘|提供(?:电子|纸质)/

/** The forms that the draft records; without any, what the letter says of reading on the spot alone. */
function givenIn(reading: Reading, file: CaseFile): Given[] {
  const draft = last(file, 'replyDrafted')
  const says = (name: string) => filled(reading, 'ask', name) !== ''
  const recorded: Given[] = [
    ...(draft?.files?.length ? (['electronic'] as const) : []),
    ...(says('paper') ? (['paper'] as const) : []),
    ...(says('disc') ? (['disc'] as const) : []),
    ...(says('inspection') ? (['inspect'] as const) : []),
  ]
  if (recorded.length > 0) return recorded
  const text = ['content', 'given'].map((name) => filled(reading, 'ask', name)).join('')
  return ONLY_READ.test(text) && !HANDED_OVER.test(text) && reading.letter.attachments.length === 0 ? ['inspect'] : []
}

/** The form asked for, where none of those given is that form, and neither field nor letter says why. */
function differing(reading: Reading, file: CaseFile): { asked: string; onlyRead: boolean } | null {
  const asked = wanted(file)
  const given = givenIn(reading, file)
  if (!asked || given.length === 0 || given.includes(asked.form)) return null
  if (filled(reading, 'ask', 'formReason') !== '' || /第四十条|载体安全|成本过高/.test(bodyText(reading.lines)))
    return null
  return { asked: asked.zh, onlyRead: given.every((form) => form === 'inspect') }
}

const ARTICLE = '条例第四十条'
const fault = (asked: string) => [
  {
    says: `申请人要求的是“${asked}”，提供的形式不同，没有说明理由。`,
    remedy: '按要求的形式提供；可能危及载体安全或者成本过高的，填写“提供形式的理由”（formReason）。',
  },
]

const onlyRead = caseRule({
  id: 'FORM_DIFFERS',
  severity: 'error',
  article: ARTICLE,
  zh: '要求复制件的，不无故只许查阅',
  applies: hasOutcome('disclosed', 'partlyDisclosed'),
  check(reading, file) {
    const found = differing(reading, file)
    return found?.onlyRead ? fault(found.asked) : []
  },
})

const otherForm = caseRule({
  id: 'FORM_REASON_MISSING',
  severity: 'warning',
  article: ARTICLE,
  zh: '提供形式与申请不同的，说明了理由',
  applies: hasOutcome('disclosed', 'partlyDisclosed'),
  check(reading, file) {
    const found = differing(reading, file)
    return found && !found.onlyRead ? fault(found.asked) : []
  },
})

export const formGivenRules = [onlyRead, otherForm]
