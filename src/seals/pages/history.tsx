/** Every version of the agencies' seals, with who asked and who decided. */
import { TableHead } from '../../web/parts/table-head.tsx'
import type { Decision, SealVersion, Standing } from '../versions.ts'
import { type Props, signature } from './views.ts'

const STANDINGS: Record<Standing, string> = {
  waiting: '等待批准',
  refused: '已退回',
  inForce: '使用中',
  earlier: '已更换',
  revoked: '已撤销',
}

export function History({ agencies, seals, names }: Pick<Props, 'agencies' | 'seals' | 'names'>) {
  const nameOf = (id: string) => agencies.find((agency) => agency.id === id)?.name ?? id
  return (
    <section class="stack" aria-labelledby="history-title">
      <h2 id="history-title">安装和撤销的记录</h2>
      <table class="plain stacked">
        <caption class="unseen">各机关的每一版印章</caption>
        <TableHead names={['机关', '版本', '证书', '现状', '经过']} />
        <tbody>
          {seals.map((seal) => (
            <tr key={`${seal.agencyId} ${seal.version}`} data-standing={seal.standing}>
              <td>{nameOf(seal.agencyId)}</td>
              <td class="figure" data-label="版本">
                {seal.version}
              </td>
              <td>{seal.subject}</td>
              <td data-label="现状">{STANDINGS[seal.standing]}</td>
              <td>
                {story(seal, names).map((line) => (
                  <div key={line}>{line}</div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function story(seal: SealVersion, names: Props['names']): string[] {
  const decided = (decision: Decision | null, what: string) =>
    decision ? [`${decision.approved ? '批准' : '退回'}${what}：${signature(decision, names)}：${decision.why}`] : []
  return [
    `上传：${signature(seal, names)}`,
    ...decided(seal.decision, '安装'),
    ...seal.revocations.flatMap((each) => [
      `申请撤销：${signature(each, names)}：${each.reason}`,
      ...decided(each.decision, '撤销'),
    ]),
  ]
}
