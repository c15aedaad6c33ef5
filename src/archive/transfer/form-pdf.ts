/** 电子档案移交与接收登记表 (档发〔2012〕7号): what the sender knows is filled in, the rest is left to be signed and sealed by both. */
import { type Bound, bindVolume, type Column, type FontSet } from '../../documents/index.ts'
import type { Quality } from '../checks/items.ts'
import { VERDICTS, type Verdict } from '../checks/report.ts'
import type { RunView } from '../checks/runs.ts'
import type { PackageState, Transfer } from './transfers.ts'

/** `made`: the package, once it is there; the copy inside it cannot name it. */
type Form = {
  agency: string
  transfer: Transfer
  run: RunView
  bytes: number
  made?: Pick<PackageState, 'sha256' | 'digests'>
}

const COLUMNS: readonly Column[] = [
  { head: '检验内容', mm: 32 },
  { head: '移交单位', mm: 68 },
  { head: '接收单位', mm: 68 },
]
const SIGNED = '（签名）\n\n　　　　年　　月　　日'
const SEALED = '（印章）\n\n　　　　年　　月　　日'
const GB = 1024 ** 3

/** The same transfer, the same bytes. @throws DocumentFault */
export function formPdf({ agency, transfer, run, bytes, made }: Form, fonts: FontSet): Promise<Bound> {
  const { said, number, items, at, by } = transfer
  const of = (quality: Quality) =>
    `${quality}检测${VERDICTS[worst(run, quality)]}（四性检测第${transfer.checked}号）${byPeople(run, quality)}`
  return bindVolume(
    {
      ...{ title: `电子档案移交与接收登记表 ${number}`, author: agency, at: new Date(at), conformance: 'A' },
      ...{ head: `${agency}　移交第${number}号`, foot: '一式两份，移交单位、接收单位各存一份。' },
      parts: [
        {
          key: 'form',
          blocks: [
            { kind: 'title', text: '电子档案移交与接收登记表' },
            {
              kind: 'pairs',
              rows: [
                ['交接工作名称', said.work],
                ['内容描述', said.description],
                ['移交电子档案数量', `${items.length}件`],
                ['移交数据量', `证据卷共${(bytes / GB).toFixed(3)} GB（${bytes}字节）`],
                ['载体起止顺序号', said.carriers || '—'],
                ['移交载体类型、规格', said.medium],
                ['移交单位', agency],
                ['接收单位', said.archive],
              ],
            },
            { kind: 'room', lines: 1 },
            {
              kind: 'table',
              columns: COLUMNS,
              rows: [
                { cells: ['准确性检验', of('真实性'), '　'] },
                { cells: ['完整性检验', of('完整性'), '　'] },
                { cells: ['可用性检验', of('可用性'), '　'] },
                { cells: ['安全性检验', of('安全性'), '　'] },
                { cells: ['载体外观检验', confirmed(run, '4.3'), '　'] },
                { cells: ['数字摘要', digestsOf(made), '　'] },
                { cells: ['填表人', `${by}\n${SIGNED}`, SIGNED] },
                { cells: ['审核人', SIGNED, SIGNED] },
                { cells: ['单位', SEALED, SEALED] },
              ],
            },
          ],
        },
      ],
    },
    fonts,
  )
}

/** What is signed binds what was handed over. */
const digestsOf = (made: Form['made']): string =>
  made?.sha256 && made.digests
    ? `移交包的 SHA-256：\n${made.sha256}\n声明 transfer.json 的 SHA-256：\n${made.digests.statement}\n包内各文件见 transfer.json`
    : '移交包的 SHA-256 见从移交页面下载的登记表；包内各文件见 transfer.json'

function worst({ items }: RunView, quality: Quality): Verdict {
  const all = items.filter(({ of }) => of === quality).map(({ verdict }) => verdict)
  return all.includes('fail') ? 'fail' : all.includes('wait') ? 'wait' : 'pass'
}

/** What rests on somebody's word is not told as if a program had found it. */
function byPeople({ items }: RunView, quality: Quality): string {
  const theirs = items.filter(({ of, confirmation }) => of === quality && confirmation)
  if (theirs.length === 0) return ''
  const told = theirs.map(
    ({ code, name, found, confirmation }) =>
      `${code} ${name}：${confirmation!.by}人工确认${confirmation!.passed ? '' : '不合格'}（${found}）`,
  )
  return `\n其中${told.join('；')}`
}

const confirmed = ({ items }: RunView, code: string): string => {
  const said = items.find((item) => item.code === code)?.confirmation
  return said ? `${said.passed ? '人工确认合格' : '人工确认不合格'}：${said.why}` : '　'
}
