/** The metadata of one archived case (DA/T 46—2009), made from its facts and its place in the archive. A pure function of what is kept. */
import { FACTS } from '../../../workflows/disclosure/vocabulary.ts'
import { counting } from '../../../workflows/statute/counting.ts'
import { allApplicants, titleOf } from '../../ledger/applicants.ts'
import { closedIn, nameUnder, telling } from '../../ledger/closed-files.ts'
import { currentSubmission } from '../../ledger/contact.ts'
import { heard } from '../../ledger/queries.ts'
import type { Kept } from '../kept.ts'
import { container, type Element, simple } from './element.ts'

/** As it calls itself in what it makes. */
const SYSTEM = '政府信息公开申请办理系统（ysqgk）'

/** @param archive 接收的档案馆, where the case is about to be handed over to one */
export function metadataOf(kept: Kept, archive?: string): Element[] {
  return [
    ...simple('聚合层次', '件'),
    ...container('来源', source(kept, archive)),
    ...simple('电子文件号', kept.file.row.receipt),
    ...container('档号', place(kept)),
    ...container('内容描述', content(kept)),
    ...container('形式特征', form(kept)),
    ...documents(kept),
    ...signature(kept),
    ...business(kept),
  ]
}

const source = ({ file: { agency } }: Kept, archive: string | undefined) => [
  ...simple('档案馆名称', archive),
  ...simple('全宗名称', agency.name),
  ...simple('立档单位名称', agency.name),
]

/** The standard's container has no value of its own: the 档号 as it is cited stands beside its parts. */
const place = ({ stamp }: Kept) => [
  ...simple('档号全文', stamp.reference),
  ...simple('全宗号', stamp.fonds),
  ...simple('年度', stamp.year),
  ...simple('保管期限', stamp.retention),
  ...simple('机构或问题', stamp.office),
  ...simple('室编件号', stamp.item),
]

function content({ file, letters }: Kept): Element[] {
  const submitted = currentSubmission(file.facts)
  const { row, agency } = file
  const names = allApplicants(submitted).flatMap(({ name }) => name ?? [])
  const reply = letters.findLast(({ kind, voidedFor }) => kind === 'reply' && voidedFor === null)
  const { servedOn, withdrawnOn } = row.context
  return [
    ...simple('题名', `${titleOf(submitted.request)}（政府信息公开申请及答复）`),
    ...names.flatMap((name) => simple('人名', name)),
    ...simple('文件编号', reply?.number ?? row.number),
    ...simple('责任者', agency.name),
    ...names.flatMap((name) => simple('责任者', name)),
    ...simple('日期', reply?.madeOn ?? servedOn ?? withdrawnOn ?? row.submittedOn),
    ...simple('文种', reply?.title),
    ...(reply ? simple('主送', names.join('；')) : []),
  ]
}

const form = ({ letters, files, stamp }: Kept) => [
  ...simple('文件组合类型', letters.length + files.length > 1 ? '组合文件' : '单份文件'),
  ...simple('件数', 1),
  ...simple('页数', stamp.pages),
  ...simple('语种', '汉语'),
  ...simple('稿本', letters.length > 0 ? '正本' : undefined),
]

/** Letters first, then files, in the order in which the evidence bundle has them; each with its digest, which the standard has no element for. */
function documents({ file, letters, files }: Kept): Element[] {
  const closed = closedIn(file.facts.map(telling))
  return [
    ...letters.flatMap(({ title, sha256 }, i) =>
      container('电子属性', [
        ...simple('文档序号', i + 1),
        ...simple('格式信息', 'application/pdf'),
        ...simple('计算机文件名', `${title}.pdf`),
        ...simple('文档创建程序', SYSTEM),
        ...simple('信息系统描述', SYSTEM),
        ...simple('数字摘要', `SHA-256 ${sha256}`),
      ]),
    ),
    ...files.flatMap(({ id, name, type, size, sha256 }, i) =>
      container('电子属性', [
        ...simple('文档序号', letters.length + i + 1),
        ...simple('格式信息', type),
        ...simple('计算机文件名', nameUnder(closed({ id, sha256 })?.kind, name)),
        ...simple('计算机文件大小', size),
        ...simple('信息系统描述', SYSTEM),
        ...simple('数字摘要', `SHA-256 ${sha256}`),
      ]),
    ),
  ]
}

/** That of the sealed bundle. */
const signature = ({ sealed, file: { agency } }: Kept) =>
  sealed
    ? container('电子签名', [
        ...simple('签名规则', '证据卷 statement.json 的 Ed25519 签名，见证据卷“核验说明.txt”'),
        ...simple('签名时间', new Date(sealed.at).toISOString()),
        ...simple('签名人', agency.name),
        ...simple('签名结果', '证据卷 statement.sig'),
        ...simple('数字摘要', `SHA-256 ${sealed.sha256}`),
      ])
    : []

/** 业务实体: each fact that counts, without its words. */
const business = ({ file: { facts }, people }: Kept) => {
  const counted = counting(facts.map(heard))
  return facts
    .filter((_, i) => counted[i])
    .flatMap(({ fact, by, at, position }) =>
      container('业务实体', [
        ...simple('业务状态', '历史行为'),
        ...simple('业务行为', FACTS[fact.type].zh),
        ...simple('行为时间', at),
        ...simple('行为依据', FACTS[fact.type].article),
        ...simple('行为描述', `第${position}条记录，发生于${fact.on}`),
        ...simple('机构人员名称', people.get(by)?.name),
        ...simple('个人职位', people.get(by)?.post),
      ]),
    )
}
