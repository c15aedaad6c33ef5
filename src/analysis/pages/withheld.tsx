/** 自查清单 (Art 18): what was withheld in a year, and what a look again came to. */
import { OUTCOMES } from '../../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../../workflows/statute/days.ts'
import { Kinds } from '../../people/pages/kinds.tsx'
import { at } from '../../people/pages/yearly-page.tsx'
import { StaffPage } from '../../people/staff-page.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { Doubted } from '../doubted.ts'
import type { Frame } from '../views.ts'
import { RESULTS_AGAIN, type WithheldCase, type WithheldPage } from '../withheld.ts'
import { DoubtedAsides } from './doubted.tsx'

type Props = {
  frame: Frame
  page: WithheldPage
  onlyLeft: boolean
  cursor: string | undefined
  doubted?: readonly Doubted[]
}

const PATH = '/analysis/withheld'

export function WithheldListPage({ frame, page: { cases, total, left, next }, onlyLeft, cursor, doubted = [] }: Props) {
  const { viewer, csrf, year, years, agency, name, choices } = frame
  const title = `${year}年自查清单`
  const only = onlyLeft ? { left: 'yes' } : {}
  return (
    <StaffPage title={title} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <span>自查</span>
        <span>{name}</span>
      </p>
      <h1>{title}</h1>
      <Kinds viewer={viewer} path={PATH} />
      <nav class="filters no-print" aria-label="范围、年度和机关">
        <ul>
          <li>
            <a href={at(PATH, frame)} aria-current={onlyLeft ? undefined : 'true'}>{`全部（${total}）`}</a>
          </li>
          <li>
            <a href={at(PATH, frame, { left: 'yes' })} aria-current={onlyLeft ? 'true' : undefined}>
              {`尚未自查（${left}）`}
            </a>
          </li>
        </ul>
        <ul>
          {years.map((one) => (
            <li key={one}>
              <a href={at(PATH, { ...frame, year: one }, only)} aria-current={one === year ? 'true' : undefined}>
                {`${one}年`}
              </a>
            </li>
          ))}
        </ul>
        {choices.length > 1 && (
          <ul>
            {choices.map((one) => (
              <li key={one.agency}>
                <a
                  href={at(PATH, { ...frame, agency: one.agency }, only)}
                  aria-current={one.agency === agency ? 'true' : undefined}
                >
                  {one.name}
                </a>
              </li>
            ))}
          </ul>
        )}
      </nav>
      <p class="lead">
        不予公开、部分公开的信息，因情势变化可以公开的，应当公开。逐件核对，写明结果和理由。
        <span class="article">条例第十八条</span>
      </p>
      {cases.length > 0 ? (
        <table class="plain stacked in-line">
          <caption class="unseen">不予公开、部分公开的申请，先答复的在前</caption>
          <TableHead names={['申请', '答复', '自查结果']} />
          <tbody>
            {cases.map((one) => (
              <Row key={one.id} one={one} manyAgencies={choices.length > 1} />
            ))}
          </tbody>
        </table>
      ) : (
        <p class="empty">{cursor ? '没有更多的了。' : '没有需要自查的申请。'}</p>
      )}
      {next && (
        <p class="no-print">
          <a class="offered" href={at(PATH, frame, { ...only, cursor: next })}>
            下一页
          </a>
        </p>
      )}
      <DoubtedAsides doubted={doubted} />
    </StaffPage>
  )
}

function Row({ one, manyAgencies }: { one: WithheldCase; manyAgencies: boolean }) {
  const number = one.number ?? one.receipt
  const toDo = one.result ? '查看、再次自查' : '自查'
  return (
    <tr data-case={one.id}>
      <th scope="row">
        <a href={`/cases/${encodeURIComponent(one.id)}`}>{number}</a>
        <p class="hint">{manyAgencies ? `${one.agencyName}　${one.title}` : one.title}</p>
      </th>
      <td data-label="答复">{`${OUTCOMES[one.outcome].zh}，${inChinese(one.on)}`}</td>
      <td data-label="自查结果" data-result={one.result ?? 'none'}>
        {one.result ? `${RESULTS_AGAIN[one.result]}，${onDayAt(one.lookedAt!, inChinese)}` : '尚未自查'}
        <br />
        <a class="offered" href={`/cases/${encodeURIComponent(one.id)}/withheld`} aria-label={`${number}：${toDo}`}>
          {toDo}
        </a>
      </td>
    </tr>
  )
}
