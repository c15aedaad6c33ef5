/** Questions that are being answered: whoever asks the same meanwhile hears the same answer. */
import { askedByNobody } from './asking.ts'
import type { Sql } from './client.ts'

const asked = new WeakMap<Sql, Map<string, Promise<unknown>>>()

/**
 * The answer to `question`, asked once however many wait for it. It belongs to nobody: whoever asked first may leave, and the others
 * still hear it.
 * @param question all that the answer depends on
 */
export function askedOnce<T>(sql: Sql, question: readonly unknown[], ask: () => Promise<T>): Promise<T> {
  const questions = asked.get(sql) ?? new Map<string, Promise<unknown>>()
  asked.set(sql, questions)
  const name = JSON.stringify(question)
  const same = questions.get(name) as Promise<T> | undefined
  if (same) return same
  const answer = askedByNobody(ask).finally(() => questions.delete(name))
  questions.set(name, answer)
  return answer
}
