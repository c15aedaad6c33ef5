/** The receipt of an answer as a text that is the same for ever: whoever answered keeps it, and anybody can hash it. */
import { inChinese } from '../../workflows/statute/days.ts'
import { sha256 } from '../ground/canonical.ts'
import type { Given, Opinion } from './views.ts'

export const AGREED = '同意公开。'

/** The opinion as it was chosen: a partial consent is on the ledger as a refusal of a part. */
export const opinionOf = ({ consents, extent }: Pick<Given, 'consents' | 'extent'>): Opinion =>
  consents ? 'agree' : extent === 'partly' ? 'partly' : 'object'

const SAID: Record<Opinion, string> = { agree: '同意公开', partly: '部分同意公开', object: '不同意公开' }
const SHANGHAI = 8 * 3_600_000
const local = (at: string) => `${new Date(Date.parse(at) + SHANGHAI).toISOString().slice(0, 19)}+08:00`

/** Only what was said and when: nothing that may be rectified later, nothing of the case. */
export function receiptText(number: string, given: Omit<Given, 'sha256' | 'online'>): string {
  const { reasons, on, at, files } = given
  const lines = [
    '征求意见答复回执',
    `答复编号：${number}`,
    `答复日期：${inChinese(on)}`,
    `收到时间：${local(at)}`,
    `意见：${SAID[opinionOf(given)]}`,
    `说明：${reasons}`,
    ...files.map(({ name, size, sha256 }, i) => `附件${i + 1}：${name}（${size}字节，SHA-256 ${sha256}）`),
  ]
  return `${lines.join('\n')}\n`
}

/** The answer with the SHA-256 of its receipt's text, in hex. */
export const withReceipt = (number: string, given: Omit<Given, 'sha256'>): Given => ({
  ...given,
  sha256: sha256(receiptText(number, given)),
})
