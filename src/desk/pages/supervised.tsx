/** The cases behind a figure of supervision or of the ranking. */
import { OUTCOMES, STAGES } from '../../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../../workflows/statute/days.ts'
import type { Aside } from '../../cases/asides.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { AsOf } from '../../web/parts/as-of.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import { isOfYear, SUPERVISED, type Supervised, type SupervisedCase, type SupervisedPage } from '../supervised.ts'
import { asideSays } from './aside-says.ts'

type Props = {
  viewer: Viewer
  csrf: string
  figure: Supervised
  year: number
  agency: { id: string; name: string }
  /** The instant of the list. */
  now: string
  page: SupervisedPage
  cursor: string | undefined
  /** Of 无效件: why each was set aside, and what speaks against it. */
  asides?: ReadonlyMap<string, Aside> | undefined
  /** Of what may be urged: which were, in words; undefined where none is. */
  urged?: ReadonlyMap<string, string> | undefined
}

/** By both readings where they differ: a figure of what is late counts by the careful one. */
function dueBy({ dueOn, carefulDueOn }: SupervisedCase): string {
  if (!dueOn) return carefulDueOn ? `尚未确定，从严${inChinese(carefulDueOn)}` : '尚未确定'
  return carefulDueOn && carefulDueOn !== dueOn
    ? `从严${inChinese(carefulDueOn)}，从宽${inChinese(dueOn)}`
    : inChinese(dueOn)
}

/** The address of the list behind a figure of an agency. */
export const behind = (figure: Supervised, agency: string, year: number, more: Record<string, string> = {}): string =>
  `/supervision/cases?${new URLSearchParams({ of: figure, agency, ...(isOfYear(figure) && { year: String(year) }), ...more })}`

function WhyAside({ aside }: { aside: Aside | undefined }) {
  if (!aside) return null
  return (
    <>
      <p class="hint">{asideSays(aside)}</p>
      {aside.doubts.map((doubt) => (
        <p key={doubt} class="heed" data-doubt>
          <span aria-hidden="true">◇ </span>
          {doubt}
        </p>
      ))}
    </>
  )
}

export function SupervisedListPage({
  viewer,
  csrf,
  figure,
  year,
  agency,
  now,
  page: { cases, next },
  cursor,
  asides,
  urged,
}: Props) {
  const title = `${agency.name}${isOfYear(figure) ? `${year}年` : ''}：${SUPERVISED[figure].zh}`
  return (
    <StaffPage title={title} viewer={viewer} csrf={csrf}>
      <h1>{title}</h1>
      <p class="lead">
        <a href="/supervision">返回监督</a>
      </p>
      <AsOf at={now} />
      {cases.length > 0 ? (
        <table class="plain stacked in-line register">
          <caption class="unseen">计入这一数字的申请，先收到的在前</caption>
          <TableHead names={['申请', '申请人', '收到', '答复期限', '答复', '环节', ...(urged ? ['督办'] : [])]} />
          <tbody>
            {cases.map((one) => (
              <tr key={one.id} data-case={one.id}>
                <th scope="row">
                  <a href={`/cases/${encodeURIComponent(one.id)}`}>{one.number ?? one.receipt}</a>
                  <p class="hint">{one.title}</p>
                  <WhyAside aside={asides?.get(one.id)} />
                </th>
                <td data-label="申请人">{one.applicantName}</td>
                <td data-label="收到">
                  {one.receivedOn
                    ? inChinese(one.receivedOn)
                    : `${inChinese(one.submittedOn)}提交${asides ? '' : '，尚未确认'}`}
                </td>
                <td data-label="答复期限">{asides ? '不计算' : dueBy(one)}</td>
                <td data-label="答复">
                  {one.settledOn
                    ? `${inChinese(one.settledOn)}${one.outcome ? `，${OUTCOMES[one.outcome].zh}` : ''}`
                    : asides
                      ? '不答复'
                      : '尚未答复'}
                </td>
                <td data-label="环节">{asides ? '无效件' : STAGES[one.stage]}</td>
                {urged && (
                  <td data-label="督办">
                    {urged.get(one.id)}{' '}
                    <a class="offered" href={`/cases/${encodeURIComponent(one.id)}/urgings`}>
                      督办
                    </a>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p class="empty">{cursor ? '没有更多的了。' : '没有计入这一数字的申请。'}</p>
      )}
      {(figure === 'decided' || figure === 'lost') && (
        <p class="hint">同一件申请可以有几次复议、诉讼，数字按案件计算，这里每件申请列一次。</p>
      )}
      {next && (
        <p>
          <a href={behind(figure, agency.id, year, { cursor: next })}>下一页</a>
        </p>
      )}
    </StaffPage>
  )
}
