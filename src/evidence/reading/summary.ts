/** 内容摘要: what a record says, in the words of the record, as long as a line of the list has room for. */
import type { FactType } from '../../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../../workflows/statute/days.ts'
import type { Told } from './on-file.ts'

/** What a line of the list has room for; the record itself says the rest. */
const ROOM = 90
/** What these say must be proven by what they say: nothing of it is left out. */
const WHOLE: readonly FactType[] = ['searched', 'disclosureExamined', 'thirdPartyAssessed']
/** Of these it matters who did it. */
const BY_WHOM: readonly FactType[] = ['replyReviewed', 'replyApproved', 'replySigned']
/** Of a search first where, by which words, with what result (Art 36 item 4). */
const FIRST = ['征求意见的对象', '所涉事项', '检索范围', '关键词', '是否检索到', '检索情况']

export function summaryOf({ fact, line, post }: Told): string {
  const rank = (label: string) => (FIRST.includes(label) ? FIRST.indexOf(label) : FIRST.length)
  const said = line.details
    .toSorted((a, b) => rank(a.label) - rank(b.label))
    .map(({ label, value }) => `${label}：${value.replaceAll('\n', ' ').replace(/(?<![。；])[。；]+$/, '')}`)
  const who = BY_WHOM.includes(fact.type) ? [`${line.by}${post ? `（${post}）` : ''}`] : []
  const whole = `${[inChinese(fact.on), ...who, ...said].join('；')}。`
  return WHOLE.includes(fact.type) ? whole : shortened(whole)
}

/** Cut where a sentence or a part of it ends; where none ends in time, at the first end after it. */
function shortened(whole: string): string {
  const parts = whole.split(/(?<=[；。，])/)
  let short = ''
  for (const part of parts) {
    if (short && Array.from(short + part).length > ROOM) break
    short += part
  }
  return short === whole ? whole : `${short.replace(/[；。，]$/, '')}……`
}
