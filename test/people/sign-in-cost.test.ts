/** A name that nobody has costs what a wrong password costs: counted in memory and passes of every derivation, not in seconds. */
import { expect, test, vi } from 'vitest'

const costs = vi.hoisted((): number[] => [])
vi.mock('node:crypto', async (original) => {
  const crypto = await original<Record<string, unknown>>()
  const real = crypto.argon2 as (...args: unknown[]) => void
  const argon2 = (algorithm: string, options: { memory: number; passes: number }, done: unknown) => {
    costs.push(options.memory * options.passes)
    return real(algorithm, options, done)
  }
  return { ...crypto, argon2 }
})

test('of nobody, of an account of the demonstration, of anybody else', async () => {
  vi.resetModules() // what other files of this worker loaded derives by itself
  const { hashPassword, OF_A_PUBLIC_ONE, passwordFits } = await import('../../src/people/passwords.ts')
  const [public_, own] = [await hashPassword('Demo-2026-open', OF_A_PUBLIC_ONE), await hashPassword('Good-2026-own')]
  const highest = async (password: string, stored: string | null, fits: boolean) => {
    costs.length = 0
    expect(await passwordFits(password, stored)).toBe(fits)
    return Math.max(...costs)
  }
  const wrong = await highest('wrong', own, false)
  expect(wrong).toBeGreaterThan(10_000)
  expect(await highest('wrong', null, false), 'nobody').toBe(wrong)
  expect(await highest('wrong', public_, false), 'the demonstration').toBe(wrong)
  expect(await highest('Demo-2026-open', public_, true), 'and the right one').toBe(wrong)
})
