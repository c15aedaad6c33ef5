/** 审批环节 as lines: what is read, what is no step and why, and the one way in which they are kept. */
import { expect, test } from 'vitest'
import { ROLES } from '../../src/people/may.ts'
import {
  APPROVING_ROLES,
  chainInWords,
  chainOf,
  chainToWrite,
  isChain,
  MOST_STEPS,
  namedIn,
  readChain,
  stepsFor,
  writeChain,
} from '../../workflows/statute/chain.ts'

const WRITTEN = '\n 科室负责人审核 : @wang、@li ，@wang\r\n分管领导审批：公开机构负责人\n\n主要领导审定：signer\n'
const KEPT = '科室负责人审核：@wang、@li\n分管领导审批：head\n主要领导审定：signer'

test('lines are read as people write them, and kept in one way', () => {
  const read = readChain(WRITTEN)
  expect(read).toEqual({
    steps: [
      { name: '科室负责人审核', people: ['wang', 'li'] },
      { name: '分管领导审批', role: 'head' },
      { name: '主要领导审定', role: 'signer' },
    ],
  })
  expect(writeChain(chainOf(WRITTEN))).toBe(KEPT)
  expect([isChain(KEPT), isChain(WRITTEN), isChain('')]).toEqual([true, false, true])
  expect(chainOf(KEPT)).toEqual(chainOf(WRITTEN))
  expect(chainToWrite(chainOf(KEPT))).toBe(
    '科室负责人审核：@wang、@li\n分管领导审批：公开机构负责人\n主要领导审定：签发人',
  )
  expect(chainOf(chainToWrite(chainOf(KEPT)))).toEqual(chainOf(KEPT))
  expect(namedIn(chainOf(KEPT))).toEqual(['staff:wang', 'staff:li'])
  expect(chainInWords(chainOf(KEPT), (name) => ({ wang: '王某', li: '李某' })[name] ?? name)).toBe(
    '1. 科室负责人审核（王某、李某）；2. 分管领导审批（公开机构负责人）；3. 主要领导审定（签发人）',
  )
})

test.each([
  ['noColon', '甲：head\n分管领导审批 head', 2],
  ['name', '：head', 1],
  ['name', '2：head', 1],
  ['name', '@wang：head', 1],
  ['name', `${'长'.repeat(31)}：head`, 1],
  ['twice', '甲：head\n\n甲：signer', 3],
  ['who', '甲：', 1],
  ['who', '甲：局长', 1],
  ['who', '甲：@wang、li', 1],
  ['crowd', `甲：${Array.from({ length: 61 }, (_, i) => `@p${i}`).join('、')}`, 1],
  ['tooMany', Array.from({ length: MOST_STEPS + 1 }, (_, i) => `第${i}步：head`).join('\n'), MOST_STEPS + 1],
])('%s: %j', (fault, text, line) => {
  expect(readChain(text)).toEqual({ fault, line })
  expect(chainOf(text)).toEqual([])
})

test('roles are called what the office calls them', () => {
  for (const [role, zh] of Object.entries(APPROVING_ROLES)) expect(ROLES[role as keyof typeof ROLES]).toBe(zh)
})

test('a step for some kinds of replies alone is left out of the others; an unknown kind is a fault', () => {
  const lines = '科室负责人审核：@wang\n主要领导审批（仅 不予公开，部分公开）：signer'
  const kept = '科室负责人审核：@wang\n主要领导审批（仅部分公开、不予公开）：signer'
  expect(writeChain(chainOf(lines))).toBe(kept)
  expect(isChain(kept)).toBe(true)
  expect(chainToWrite(chainOf(kept))).toBe(kept.replace('signer', '签发人'))
  const names = (...outcomes: Parameters<typeof stepsFor>[1]) =>
    stepsFor(chainOf(kept), outcomes).map(({ name }) => name)
  expect(names('disclosed')).toEqual(['科室负责人审核'])
  expect(names('internalAffairs')).toEqual(['科室负责人审核', '主要领导审批'])
  expect(names('disclosed', 'partlyDisclosed')).toEqual(['科室负责人审核', '主要领导审批'])
  expect(stepsFor(chainOf(kept), ['stateSecret']).some((step) => 'only' in step)).toBe(false)
  expect(readChain('审批（仅秘密）：head')).toEqual({ fault: 'kind', line: 1 })
  expect(readChain('审批（仅）：head')).toEqual({ fault: 'kind', line: 1 })
  expect(readChain('审批（代）：head')).toEqual({ steps: [{ name: '审批（代）', role: 'head' }] })
})
