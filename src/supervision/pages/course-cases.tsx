/** The cases behind a figure of how cases went, with the days of each stage. */
import { OUTCOMES, type Outcome } from '../../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../../workflows/statute/days.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { AsOf } from '../../web/parts/as-of.tsx'
import { Lines, markup } from '../../web/parts/markup.tsx'
import { TableHead } from '../../web/parts/table-head.tsx'
import { type CourseAsked, courseQuery } from '../asked.ts'
import { STAGES_TIMED } from '../course.ts'
import { COURSE_FIGURES, type CourseFigure, STAGES } from '../figures.ts'
import type { CourseCase } from '../list.ts'
import { behind } from './course.tsx'

type Props = {
  viewer: Viewer
  csrf: string
  asked: CourseAsked
  figure: CourseFigure
  page: number
  cases: readonly CourseCase[]
  hasMore: boolean
  /** The instant of the list. */
  now: string
}

export function CourseCasesPage({ viewer, csrf, asked, figure, page, cases, hasMore, now }: Props) {
  const title = `${asked.year}年${COURSE_FIGURES[figure].zh}`
  const { unit: _, ground: __, ...whole } = asked
  return (
    <StaffPage title={title} viewer={viewer} csrf={csrf}>
      <h1>{title}</h1>
      <p class="lead">
        <a href={`/supervision/course?${courseQuery(whole)}`}>返回办理用时和法制审核</a>
      </p>
      <AsOf at={now} />
      {asked.ground && <p class="hint">{`办理结果：${OUTCOMES[asked.ground].zh}`}</p>}
      {cases.length === 0 ? (
        <p class="empty">{page > 1 ? '没有更多的了。' : '没有计入这一数字的申请。'}</p>
      ) : (
        <table class="plain stacked in-line">
          <caption class="unseen">计入这一数字的申请</caption>
          <TableHead
            names={[
              ...['编号', '机关', '承办机构', '办理结果', '答复'],
              ...STAGES.map((stage) => STAGES_TIMED[stage]),
              ...['审核退回', '确认收到'],
            ]}
          />
          <Lines of={cases.map(lineOf)} />
        </table>
      )}
      {hasMore && (
        <p>
          <a class="offered" href={behind(figure, asked, page + 1)}>
            下一页
          </a>
        </p>
      )}
    </StaffPage>
  )
}

const days = (label: string, n: number | null) =>
  markup`<td class="figure" data-label="${label}">${n === null ? '—' : `${n}天`}</td>`

function lineOf(one: CourseCase) {
  const { id, number, agencyName, unitName, outcome, settledOn, returns, confirm } = one
  const said = (label: string, text: string) => markup`<td data-label="${label}">${text}</td>`
  const cells = [
    said('机关', agencyName),
    said('承办机构', unitName ?? '—'),
    said('办理结果', outcome ? OUTCOMES[outcome as Outcome].zh : '—'),
    said('答复', inChinese(settledOn)),
    ...STAGES.map((stage) => days(STAGES_TIMED[stage], one[stage])),
    said('审核退回', returns === 0 ? '—' : `${returns}次`),
    days('确认收到', confirm),
  ]
  return markup`<tr data-case="${id}"><th scope="row"><a href="/cases/${id}">${number}</a></th>${cells}</tr>`
}
