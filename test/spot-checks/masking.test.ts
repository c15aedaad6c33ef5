/** What an evaluator from outside reads holds nothing that leads to a person: not as it was written before, not in another hand, of nobody. */
import { expect, test } from 'vitest'
import { replacePersonal } from '../../src/ground/personal.ts'
import { maskingOf } from '../../src/spot-checks/masked-case.ts'
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'

const applicant = { kind: 'person', name: '欧阳小榆', phone: '0000-1000001', address: '云溪区榆钱路100号' } as const
const submitted = {
  ...{ type: 'submitted', on: '2026-03-02', channel: 'online', applicant, request: { title: '方案' } },
  agent: { name: '司马知白' },
} as unknown as Fact
const now = { ...applicant, name: '欧阳大榆', phone: '0000-1000002' }
const LEDGER: Fact[] = [
  submitted,
  { type: 'contactChanged', on: '2026-03-03', phone: '0000-1000003', email: 'old@example.cn', address: '旧巷7号院' },
  { type: 'contactChanged', on: '2026-03-04', phone: '0000-1000004' },
  {
    ...{ type: 'rectified', on: '2026-03-05', position: 1, why: '写错', approvedBy: 'head' },
    replacement: { ...submitted, applicant: now },
  },
  {
    ...{ type: 'thirdPartyConsulted', on: '2026-03-06', party: '示例 Green（云溪）有限公司', contact: '诸葛小明' },
    ...{ phone: '0000-1000005', email: 'asked@example.cn', address: '新街8号楼' },
  },
] as Fact[]
const masked = maskingOf(LEDGER.map((fact) => ({ fact })))

test.each([
  ['name', '欧阳小榆'],
  ['name, spaced', '欧 阳　小 榆'],
  ['corrected name', '欧阳大榆'],
  ['agent', '司马·知白'],
  ['first telephone', '0000 1000001'],
  ['corrected telephone', '0000-1000002'],
  ['earlier contact', '０００0－１000003'],
  ['latest contact', '00001000004'],
  ['earlier mail', 'OLD@example.cn'],
  ['earlier address', '旧巷 7 号院'],
  ['first address', '云溪区榆钱路１００号'],
  ['who was asked', '示例Green(云溪)有限公司'],
  ['who was asked, spaced and wide', '示例 Ｇｒｅｅｎ （云溪） 有限公司'],
  ['contact of who was asked', '诸葛 小明'],
  ['telephone of who was asked', '0000-1000005'],
  ['mail of who was asked', 'asked@example.cn'],
  ['address of who was asked', '新街8号楼'],
  ['identity number of another', '110101199003071234'],
  ['with spaces', '110101 19900307 123X'],
  ['wide spaces and figures', '１１０１０１　１９９００３０７　１２３ｘ'],
  ['with dashes', '110101-19900307-1234'],
  ['parted by what nobody sees', '110101\u200b19900307\u00a01234'],
  ['of fifteen', '110101900307123'],
  ['bank card', '6222020012345678901'],
  ['bank card, spaced', '6222 0200 1234 5678 901'],
  ['bank card, dashed', '6222-0200-1234-5678'],
  ['landline', '010-12345678'],
  ['landline, wide', '（０１０）１２３４５６７８'],
  ['landline, other dash', '0571—8812 3456'],
  ['mobile', '138-0013-8000'],
  ['mobile, abroad', '+86 138 0013 8000'],
  ['mail', 'xiao.yu+1@mail.example.cn'],
  ['mail, wide', 'xiao＠example．cn'],
  ['passport', 'Ｅ12345678'],
])('%s is struck: %s', (_, secret) => {
  const text = `请联系${secret}，核实后答复。`
  expect(masked(text)).toBe('请联系×××，核实后答复。')
})

test.each(['电话：12345678', '联系电话号码1234 5678。'])('a telephone after its word, without its area: %s', (text) => {
  expect(masked(text)).not.toMatch(/1234/)
})

test.each([
  '2026-03-02至2026-03-30，云政发〔2026〕12号',
  '2026-03-02 2026-03-30 2026-04-02',
  '合同额123456789012元',
  '第20260130001号，共 10 页，每亩 120000 元',
  '120000\n350000\n480000',
])('what is judged stays: %s', (text) => {
  expect(masked(text)).toBe(text)
})

test('each place as it was written, in its order, with signs of two units around it', () => {
  const found: string[] = []
  const text = '𠮷：a@b.cn\n𠮷１３８００１３８０００𠮷，0571-88123456'
  const left = replacePersonal(text, (one, kind) => {
    found.push(`${kind} ${one}`)
    return '_'
  })
  expect(left).toBe('𠮷：_\n𠮷_𠮷，_')
  expect(found.toSorted()).toEqual(['landline 0571-88123456', 'mail a@b.cn', 'mobile １３８００１３８０００'])
})
