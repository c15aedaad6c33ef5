/** Lines of the audit as people and programs read them. */

import { inChinese } from '../../../workflows/statute/days.ts'
import { entryOf, instantOf, isInstant } from '../../audit/chain.ts'
import type { AuditLine } from '../../audit/read.ts'
import { whatInWords } from '../../audit/what.ts'
import { REFUSALS } from '../../ground/errors.ts'
import type { House } from '../../house.ts'
import { CODE_UNFIT } from '../../people/outsiders.ts'
import { allAgencies, namesOf } from '../../people/queries.ts'
import { onDayAt } from '../../web/parts/format.ts'
import { type Change, changeInWords, isChange } from './changes-in-words.ts'
import type { AuditLineView } from './views.ts'

type Said = Readonly<Record<string, unknown>>
/** What stands in `detail` of lines of one kind or another. */
type Detail = {
  before?: Said | null
  after?: Said | null
  route?: string
  status?: number
  filter?: Record<string, string>
  reason?: string
  unmasked?: boolean
  ending?: string
  why?: string
  program?: string
  factor?: string
  unseen?: number
  left?: number
  again?: number
}

const detailOf = ({ detail }: AuditLine) => (detail ?? {}) as Detail
const changeOf = (line: AuditLine): Change | null => {
  const { before, after } = detailOf(line)
  if (!isChange(line.what) || (before === undefined && after === undefined)) return null
  return {
    agencyId: line.agencyId,
    what: line.what,
    subject: line.subject,
    before: before ?? null,
    after: after ?? null,
  }
}

const FACTORS: Record<string, string> = {
  code: '验证码',
  recoveryCode: '恢复码',
  passkey: '通行密钥',
  provider: '统一身份认证',
}

const SLIP = 300_000 // ms

/** @param ahead milliseconds that the clock of this house is before the true one: not in real use */
function toldElsewhen({ at, toldAt }: AuditLine, ahead: number): string {
  if (!toldAt || Math.abs(Date.parse(toldAt) - Date.parse(at) + ahead) < SLIP) return ''
  const told = new Date(toldAt).toISOString()
  return `数据库时钟记为${onDayAt(told, inChinese)}:${told.slice(17, 19)}`
}

/** What besides the title is worth reading. */
function notesOf(line: AuditLine, isChanged: boolean, ahead: number): string[] {
  const { route, filter, factor, program, unseen, left, again, unmasked, ending, reason, why } = detailOf(line)
  return [
    toldElsewhen(line, ahead),
    factor && !isChanged ? `另经${FACTORS[factor] ?? factor}` : '',
    unseen ? `此前另有${unseen}次没有核对即被拒绝` : '',
    left ? `此前另有${left}次失败没有逐次记录` : '',
    again ? `此前另有${again}次同样的${line.succeeded ? '查看' : '尝试'}` : '',
    unmasked ? `含个人信息的台账（${String(ending).toUpperCase()}）` : '',
    // Of what was refused it is the code of the refusal.
    line.succeeded && reason ? `理由：${reason}` : '',
    !isChanged && why ? `理由：${why}` : '',
    filter ? `条件：${Object.values(filter).join('、')}` : '',
    line.words ? '按字词查找' : '',
    !isChanged && line.subject ? `对象：${line.subject}` : '',
    route ?? '',
    program ?? '',
  ].filter(Boolean)
}

const WITHOUT_NAME: Record<string, string> = {
  system: '系统',
  nobody: '没有这个用户',
  applicant: '申请人（凭查询码或者账户）',
  consulted: '被征求意见方（凭答复码）',
  evaluator: '第三方评估人员（凭评估码）',
}
/** With a number that there is, and a code that is not its own. */
const WITHOUT_CODE = '查询码或者答复码不符的人'

const STATUS: Record<number, string> = {
  403: '没有权限',
  404: '不存在，或者不在其权限之内',
  409: '条件不具备，没有办理',
  422: '填写有误，没有办理',
  429: '过于频繁，没有办理',
  503: '系统没有办理',
}

/** Why it was not done, as the refusal says it; of a request its status. */
function failureOf(line: AuditLine): string | null {
  if (line.succeeded) return null
  const { reason, status } = detailOf(line)
  if (reason === CODE_UNFIT) return '查询码或者答复码不符'
  return (
    (REFUSALS as Record<string, readonly [number, string, string]>)[reason ?? '']?.[1] ??
    STATUS[status ?? 0] ??
    `没有完成（${status ?? '—'}）`
  )
}

export async function linesInWords(
  house: Pick<House, 'sql' | 'time'>,
  lines: readonly AuditLine[],
): Promise<AuditLineView[]> {
  const ahead = house.time.now().getTime() - Date.now()
  const people = await namesOf(
    house.sql,
    lines.map(({ by }) => by),
  )
  const agencies = new Map((await allAgencies(house.sql)).map(({ id, name }) => [id, name]))
  return lines.map((line) => {
    const change = changeOf(line)
    const at = instantOf(line.at)
    const instant = isInstant(at) ? `${onDayAt(at, inChinese)}:${at.slice(17, 19)}` : at
    return {
      ...{ id: line.id, at, instant },
      who:
        detailOf(line).reason === CODE_UNFIT ? WITHOUT_CODE : (WITHOUT_NAME[line.by] ?? people.get(line.by) ?? line.by),
      username: line.by.startsWith('staff:') ? line.by.slice(6) : '',
      ...(change ? changeInWords(change, agencies) : { title: whatInWords(line.what), fields: [] }),
      notes: notesOf(line, change !== null, ahead),
      about: line.number ?? line.receipt ?? '',
      failed: failureOf(line),
      address: line.address ?? '',
    }
  })
}

/** As programs read it: the line as it is hashed, how its case is called, and its place in the chain. */
export function lineAsJson(line: AuditLine) {
  const { detail, caseId, ...entry } = entryOf(line)
  const { before, after, ...rest } = (detail ?? {}) as Detail
  return {
    ...entry,
    ...(caseId && { case: caseId, number: line.number, receipt: line.receipt }),
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...rest,
    chain: line.position && { position: Number(line.position), previousHash: line.previousHash, hash: line.hash },
  }
}
