/**
 * 目录: what lies in a bundle, for people; and what its lines mean, for whoever reads them without our programs. The same words as a
 * text, which needs no program at all, and as a PDF to be printed (`lists.ts`).
 */
import { FACTS, type FactType } from '../../../workflows/disclosure/vocabulary.ts'
import { type Day, inChinese } from '../../../workflows/statute/days.ts'
import type { House } from '../../house.ts'
import type { CaseRow } from '../../ledger/queries.ts'
import { remedyInWords, type ServiceRow } from '../../letters/service.ts'
import { ROLES } from '../../people/may.ts'
import { namesOf, rolesOf } from '../../people/queries.ts'
import type { Cut } from '../audience/cut.ts'
import { LEFT_OUT_UNDER } from '../audience/slips.ts'

type Line = { position: number; type: string; on: Day; by: string; hash: string }

/** What a reader without our programs finds in a line of facts.jsonl. */
const FIELDS = {
  position: '序号',
  type: '事项的代号，名称见第一部分',
  on: '事项发生的日期',
  by: '记录人的代号',
  at: '记录的时刻',
  open: '长期保存的内容：日期、期限、办理结果、文件的校验值等',
  said: '记录的文字：姓名、地址、理由等；已依规定清除的、对收件人从略的为 null',
  salt: '核对文字时加入的随机数',
  words: '文字的校验值',
  previousHash: '上一条的校验值',
  hash: '本条的校验值',
  index: '在日志中的位置',
  ...{ agencyId: '机关的代号', caseId: '申请件的代号' },
}

/** Who recorded, as an office calls them: their post and their name. */
export async function recordersOf(sql: House['sql'], facts: readonly Line[]): Promise<Map<string, string>> {
  const by = facts.map((fact) => fact.by)
  const [names, roles] = [await namesOf(sql, by), await rolesOf(sql, by)]
  return new Map([...names].map(([who, name]) => [who, [postOf(roles.get(who) ?? []), name].filter(Boolean).join(' ')]))
}
const postOf = (roles: readonly (keyof typeof ROLES)[]) => roles.map((role) => ROLES[role]).join('、')

type Told = {
  recorders: ReadonlyMap<string, string>
  served: readonly ServiceRow[]
  names: readonly string[]
  cut: Cut
}

/** That it is no whole file, and what is not in it, before anything else. */
function cutInWords({ audience, extracts }: Cut): string[] {
  if (audience === 'court') return []
  return [
    `提供给${audience.name}的副本，不是全卷。全卷由本机关提交人民法院、复议机关。`,
    `他人的个人信息、本机关内部的记录等从略（${LEFT_OUT_UNDER}）：`,
    ...[...extracts].map(
      ([position, { fields }]) => `第${position}条记录的文字改为摘录（extracts.jsonl），从略 ${fields.length} 项`,
    ),
    '名称以“从略.txt”结尾的文件是代替页，写明所代替的文件的校验值和从略的理由。',
    '',
  ]
}

/** `forPrograms`: of use to whoever writes a program that reads facts.jsonl, and not printed. */
type Section = { title: string; lines: string[]; forPrograms?: true }
/** `preface`: what a reader must know before anything else. */
export type Index = { preface: string[]; title: string; about: string[]; sections: Section[] }

/** For people: what lies in the archive, and how to check it. */
export function indexOf(row: CaseRow, facts: readonly Line[], { recorders, served, names, cut }: Told): Index {
  const told = (text: string) => (cut.isTold(text) ? text : '（从略）')
  return {
    preface: cutInWords(cut),
    title: '证据目录',
    about: [
      `受理编号 ${row.receipt}${row.number ? `  登记编号 ${row.number}` : ''}`,
      `申请人 ${told(row.applicantName)}  所需信息 ${told(row.title)}`,
    ],
    sections: [
      {
        title: '一、办理过程（各条的序号与记录的序号相同）',
        lines: facts.map(
          (f) => `${f.position}. ${inChinese(f.on)}  ${FACTS[f.type as FactType].zh}  ${recorders.get(f.by) ?? f.by}`,
        ),
      },
      { title: '二、文书送达（依“文书发出”“文书签收”“送达”的记录）', lines: served.map(serviceLine) },
      { title: '三、文件', lines: filesInWords(names) },
      {
        title: '四、核验',
        lines: [
          '每条记录的校验值由其全部内容和上一条的校验值计算得出（SHA-256），改动任何一处都会使其后各条不符。',
          '各条记录收入全部案件的日志（RFC 6962），日志的大小和根值由本机关签名（checkpoint.txt，各条的证明在 proofs.jsonl）。',
          '哪些文件、由哪一条记录引用，由本机关在 statement.json 中签名声明。核验办法见上一层文件夹中的“核验说明.txt”。',
        ],
      },
      {
        title: '五、facts.jsonl 的字段（每行一条记录）',
        lines: Object.entries(FIELDS).map(([field, zh]) => `${field}  ${zh}`),
        forPrograms: true,
      },
      { title: '附：各条记录的校验值', lines: facts.map((f) => `${f.position}. ${f.hash}`), forPrograms: true },
    ],
  }
}

function filesInWords(names: readonly string[]): string[] {
  return [
    ...names.map((name, i) => `${i + 1}. ${name}`),
    ...(names.some((name) => name.endsWith('.infected'))
      ? ['名称以 .infected 结尾的文件含有病毒：为核验而保留，请勿打开。']
      : []),
    ...(names.some((name) => name.endsWith('.unscanned'))
      ? ['名称以 .unscanned 结尾的文件还没有经过病毒扫描，请先扫描再打开。']
      : []),
    ...(names.some((name) => name.startsWith('templates/'))
      ? ['templates 中是制作各份文书所用的模板，文件名是其 SHA-256，与“文书生成”的记录中的 digest 相同。']
      : []),
    ...(names.some((name) => name.startsWith('law/'))
      ? [
          'law 中是计算本件期限所用的规定、放假安排（文件名为年份和版本）和本机关所用的算法，是数据，不需要本系统也可以据以重新计算。',
        ]
      : []),
    ...(names.some((name) => name.startsWith('closed/'))
      ? ['closed 中是不公开质证的附册，清单见其中的“证据清单（不公开质证）.txt”；提供给其他当事人的副本不含附册。']
      : []),
    'given 中是答复提供给申请人的文件（去除了作者、拍摄地点等信息的副本），原件在 files 中；二者的校验值都记在“签发”的记录里。',
  ]
}

/** 目录.txt. */
export const indexText = ({ preface, title, about: [numbers, ...about], sections }: Index): string =>
  [
    ...preface,
    `${title}  ${numbers}`,
    ...about,
    ...sections.flatMap(({ title, lines }) => ['', title, ...lines]),
    '',
  ].join('\n')

/** One letter to one person: how and when it went out, when it arrived, what proves it, and what nothing proves. */
function serviceLine({ title, number, to, how, sentOn, receivedOn, tracking, proof, missing, remedy }: ServiceRow) {
  return [
    `《${title}》${number ? ` ${number}` : ''}  ${to}`,
    sentOn && `${inChinese(sentOn)}${how ?? ''}发出`,
    tracking && `邮件编号 ${tracking}`,
    receivedOn && `${inChinese(receivedOn)}收到`,
    proof && `凭证：${proof}`,
    missing,
    remedy && remedyInWords(remedy),
  ]
    .filter(Boolean)
    .join('  ')
}
