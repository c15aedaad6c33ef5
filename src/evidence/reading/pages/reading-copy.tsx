/** 阅读本 of a case: how far it is while it is made, and the last one with its day, last record and digest. */
import { inChinese } from '../../../../workflows/statute/days.ts'
import type { Viewer } from '../../../people/sessions.ts'
import { StaffPage } from '../../../people/staff-page.tsx'
import { onDayAt, size } from '../../../web/parts/format.ts'
import type { CopyState, MadeCopy } from '../copies.ts'

export type ReadingCopyView = {
  id: string
  /** 登记编号, or the receipt number before it is registered. */
  number: string
  copy: CopyState
  /** How many records the case has now. */
  records: number
}
type Props = { viewer: Viewer; csrf: string; view: ReadingCopyView }

export const isUnderWay = ({ state }: CopyState): boolean => state === 'waiting' || state === 'making'

export function ReadingCopyPage({ viewer, csrf, view: { id, number, copy, records } }: Props) {
  const at = `/cases/${encodeURIComponent(id)}`
  const { made } = copy
  return (
    <StaffPage title={`阅读本 ${number}`} viewer={viewer} csrf={csrf}>
      <p class="no-print">
        <a href={at}>返回案件 {number}</a>
      </p>
      <h1>阅读本</h1>
      <p class="lead">
        全部记录、文书和文件汇成一册，逐页编号，内含证据清单、法律依据目录和期限计算。归档时自动生成，需要时可以随时生成。
      </p>
      {isUnderWay(copy) && <UnderWay copy={copy} at={at} />}
      {copy.state === 'failed' && (
        <p role="status">上一次没有生成成功，原因已经记入运行日志，请联系系统管理员；也可以再试一次。</p>
      )}
      {made ? <Made id={id} made={made} records={records} /> : !isUnderWay(copy) && <p>本件还没有生成过阅读本。</p>}
      {!isUnderWay(copy) && !made?.current && (
        <form method="post" action={`${at}/reading-copy`}>
          <input type="hidden" name="csrf" value={csrf} />
          <button type="submit">{made ? '重新生成' : '生成阅读本'}</button>
        </form>
      )}
    </StaffPage>
  )
}

function UnderWay({ copy: { state, done, total }, at }: { copy: CopyState; at: string }) {
  const isBinding = total !== null && done >= total
  const said =
    state === 'waiting' || total === null
      ? '正在排队，稍后生成。'
      : isBinding
        ? `正在装订，${total}页文书和文件已经备好。`
        : `正在生成 ${done}/${total} 页。`
  return (
    <div role="status">
      <p>
        <strong>{said}</strong>
      </p>
      {total !== null && !isBinding && (
        <p>
          <progress value={done} max={total} aria-label="生成进度" />
        </p>
      )}
      <p>
        本页每三秒自动更新，也可以<a href={`${at}/reading-copy`}>现在更新</a>；离开本页不影响生成。
      </p>
    </div>
  )
}

function Made({ id, made, records }: { id: string; made: MadeCopy; records: number }) {
  const newer = records - made.position
  return (
    <section aria-labelledby="made-title">
      <h2 id="made-title">已经生成的阅读本</h2>
      {!made.current && (
        <p>
          <strong>{`生成以后又有${newer}条记录，这一册没有收入；提交以前请重新生成。`}</strong>
        </p>
      )}
      <dl class="pairs">
        <div>
          <dt>文件</dt>
          <dd class="offered">
            <a href={`/api/v1/cases/${encodeURIComponent(id)}/reading-copy`}>
              {`阅读本（PDF，${made.pages}页，${size(made.size)}）`}
            </a>
          </dd>
        </div>
        <div>
          <dt>生成时间</dt>
          <dd>{onDayAt(made.madeAt, inChinese)}</dd>
        </div>
        <div>
          <dt>收入的记录</dt>
          <dd>{`第1条至第${made.position}条`}</dd>
        </div>
        <div>
          <dt>校验值</dt>
          <dd class="digest">{made.sha256}</dd>
        </div>
      </dl>
    </section>
  )
}
