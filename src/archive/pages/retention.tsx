/** 保管期限表: the classes in force with the 全宗号, every proposal with who decided on it, and the form for another one. */
import { inChinese } from '../../../workflows/statute/days.ts'
import type { RetentionTable } from '../../ledger/archive-items.ts'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, TextField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'
import type { Frame, TableView } from '../views.ts'
import { ArchiveFrame, at } from './parts.tsx'

type Props = {
  frame: Frame
  inForce: RetentionTable
  tables: readonly TableView[]
  mayPropose: boolean
  form: FormState
}

export function RetentionPage({ frame, inForce, tables, mayPropose, form }: Props) {
  return (
    <ArchiveFrame frame={frame} path="/archive/retention" title="保管期限表">
      <p class="lead">
        归档时从表中选择保管期限。档案员提出，公开机构负责人或者安全管理员批准后生效；已经归档的，按生效的表计算期限。
      </p>
      <Facts table={inForce} />
      <Classes table={inForce} />
      {tables.length > 0 && <h2>提出过的表</h2>}
      {tables.map((table) => (
        <Proposal key={table.version} frame={frame} table={table} />
      ))}
      {mayPropose && (
        <form method="post" action={at('/archive/retention', frame.agency.id)} class="stack">
          <h2>提出新表</h2>
          <ErrorSummary form={form} />
          <input type="hidden" name="csrf" value={frame.csrf} />
          <TextField {...{ name: 'fonds', label: '全宗号', form, optional: '可不填' }} width="short" />
          <TextField {...{ name: 'basis', label: '档案主管部门的批准文件', form }} help="写明名称和文号。" />
          <AreaField
            {...{ name: 'classes', label: '保管期限', form }}
            help="每行一类：名称，年数（或者永久），依据。名称为“无效件”的一类，是无效件的保管期限；没有这一类的，按年数最少的一类。"
            rows={5}
          />
          <AreaField {...{ name: 'why', label: '提出的理由', form }} rows={2} />
          <button class="primary" type="submit">
            提出
          </button>
        </form>
      )}
    </ArchiveFrame>
  )
}

const Facts = ({ table: { version, fonds, basis } }: { table: RetentionTable }) => (
  <p>{`${version === 0 ? '使用系统自带的表，尚未批准本机关的表' : `第${version}号表，${basis}`}。全宗号：${fonds || '未设'}。`}</p>
)

function Classes({ table: { classes } }: { table: Pick<RetentionTable, 'classes'> }) {
  return (
    <table class="plain terms">
      <caption class="unseen">保管期限</caption>
      <TableHead names={['名称', '年限', '依据']} />
      <tbody>
        {classes.map(({ name, years, basis }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="figure">{years === null ? '永久' : `${years}年`}</td>
            <td>{basis}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Proposal({ frame, table }: { frame: Frame; table: TableView }) {
  const { version, fonds, basis, by, at: then, why, decision, forYou } = table
  const path = `/archive/retention/${version}`
  return (
    <section aria-labelledby={`table-${version}`} data-version={version}>
      <h3 id={`table-${version}`}>{`第${version}号表`}</h3>
      <p>{`${by}于${onDayAt(then, inChinese)}提出：${why}全宗号：${fonds || '未设'}。${basis}`}</p>
      {decision ? (
        <p class={decision.approved ? 'note' : 'heed'}>
          {`${decision.by}于${onDayAt(decision.at, inChinese)}${decision.approved ? '批准' : '退回'}：${decision.why}`}
        </p>
      ) : (
        <>
          <p class="heed">等待批准。</p>
          <Classes table={table} />
        </>
      )}
      {forYou &&
        (['approval', 'refusal'] as const).map((noun) => (
          <form key={noun} method="post" action={at(`${path}/${noun}`, frame.agency.id)} class="stack">
            <input type="hidden" name="csrf" value={frame.csrf} />
            <AreaField
              {...{ name: 'why', label: noun === 'approval' ? '批准的理由' : '退回的理由', form: NOTHING }}
              prefix={`${noun}-`}
              rows={2}
            />
            <button type="submit" class={noun === 'approval' ? 'primary' : undefined}>
              {noun === 'approval' ? '批准' : '退回'}
            </button>
          </form>
        ))}
    </section>
  )
}

const NOTHING: FormState = { values: {}, errors: [] }
