/** The table of fields and codes: the shipped one is whole; each fault of another one is named, all at once. */
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agencyBehind, departmentOf, mappingOf, readMapping } from '../../src/exchange/mapping.ts'
import { ConfigFault } from '../../src/ground/config.ts'
import { inChinese } from '../../src/upkeep/refusal.ts'

const SHIPPED = readFileSync('src/exchange/mapping.yaml', 'utf8')
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ysqgk-mapping-'))
})
afterAll(() => rm(folder, { recursive: true }))

let files = 0
const changed = async (...changes: [was: string, is: string][]) => {
  const path = join(folder, `${++files}.yaml`)
  const text = changes.reduce((all, [was, is]) => {
    expect(all).toContain(was)
    return all.replace(was, is)
  }, SHIPPED)
  await writeFile(path, text)
  return path
}

test('the shipped table is read; an agency goes by the number that it lists', async () => {
  const shipped = readMapping('src/exchange/mapping.yaml')
  expect(Object.keys(shipped.messages)).toEqual(['application', 'correction', 'step', 'closed'])
  const listed = readMapping(await changed(['departments: {}', 'departments: { yunxi: "0412" }']))
  expect([departmentOf(listed, 'yunxi'), agencyBehind(listed, '0412')]).toEqual(['0412', 'yunxi'])
  expect([departmentOf(listed, 'zjj'), agencyBehind(listed, 'zjj')]).toEqual(['zjj', 'zjj'])
  expect(mappingOf({ exchange: undefined })).toBeUndefined()
})

test.each<[string, [string, string][], string[]]>([
  ['a field that nobody has', [['邮政编码: person.postcode', '邮政编码: person.zip']], ['邮政编码', 'person.zip']],
  ['a fact that there is not', [['  setAside: {', '  setAsides: {']], ['setAsides']],
  ['a message that there is not', [['{ as: correction, state: ', '{ as: nothing, state: ']], ['nothing']],
  ['a word without a code', [["fax: '4', ", '']], ['codes.channel.fax']],
  ['one code for two words', [["fax: '4'", "fax: '3'"]], ['channel', 'two words']],
  ['a fact that is not the applicant’s', [['fact: corrected', 'fact: replySigned']], ['applicant']],
  [
    ...(['two faults, both named'] as const),
    [
      ['district: ', 'distrikt: '],
      ['path: /closed', 'path: closed'],
    ],
    ['distrikt', 'messages.closed.path'],
  ],
])('%s stops the start', async (_, changes, named) => {
  const path = await changed(...changes)
  const secrets = ['x'.repeat(32)] as const
  const read = () => mappingOf({ exchange: { url: 'https://up.example.cn', secrets, mapping: path } })
  expect(read).toThrow(path)
  for (const name of named) expect(read).toThrow(name)
  expect(read).toThrow(ConfigFault)
})

test('whoever starts it reads in Chinese which table is wrong, and where; a file that is no YAML, too', async () => {
  const said = (path: string) => {
    try {
      readMapping(path)
    } catch (error) {
      return (error as ConfigFault).faults.map(inChinese)
    }
    return []
  }
  const wrong = await changed(['path: /closed', 'path: closed'])
  const place = /^EXCHANGE_MAPPING 所指的.*messages\.closed\.path 一项有误.*请改正/
  expect(said(wrong)).toEqual([expect.stringMatching(place)])
  const broken = await changed(['departments: {}', 'departments: {'])
  expect(said(broken)).toEqual([expect.stringMatching(/^EXCHANGE_MAPPING 所指的.*有误.*请改正/)])
  expect(said(folder)).toHaveLength(1)
})
