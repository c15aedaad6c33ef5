/** One answer for all who ask the same while it is being answered, whoever of them leaves. */
import { expect, test } from 'vitest'
import { askedOnce } from '../../src/db/asked-once.ts'
import { askingFor, isAsked } from '../../src/db/asking.ts'
import type { Sql } from '../../src/db/client.ts'

const sql = {} as Sql

test('who asks meanwhile hears the same answer; afterwards it is asked anew, and another question has one of its own', async () => {
  let asked = 0
  const ask = async () => ++asked
  const [one, same, other] = await Promise.all([
    askedOnce(sql, ['n', 1], ask),
    askedOnce(sql, ['n', 1], ask),
    askedOnce(sql, ['n', 2], ask),
  ])
  expect([one, same, other]).toEqual([1, 1, 2])
  expect(await askedOnce(sql, ['n', 1], ask)).toBe(3)
})

test('it is asked for nobody: who asked first may leave; a question that failed is asked again', async () => {
  expect(await askingFor(async () => [isAsked(), await askedOnce(sql, ['whose'], async () => isAsked())])).toEqual([
    true,
    false,
  ])
  const failing = () => askedOnce(sql, ['fails'], () => Promise.reject(new Error('lost')))
  await expect(failing()).rejects.toThrow('lost')
  expect(await askedOnce(sql, ['fails'], async () => 'answered')).toBe('answered')
})
