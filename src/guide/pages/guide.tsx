/** 公开指南 as staff keep it: what is in force, what waits, what lacks, the form that words it anew, and its versions. */
import { inChinese, inChineseWithWeekday } from '../../../workflows/statute/days.ts'
import type { DiffLine } from '../../ground/diff.ts'
import { Ways } from '../../people/pages/public-ways.tsx'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { Changes } from '../../web/parts/changes.tsx'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, TextField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import type { FormState } from '../../web/shapes.ts'
import { DEMANDED, ELEMENTS, type Element } from '../content.ts'
import type { Due } from '../due.ts'
import type { Published, Version } from '../guide.ts'
import { ELEMENT_LABELS } from '../labels.ts'
import { ChooseAgency } from './choose-agency.tsx'

type Signed = { viewer: Viewer; csrf: string }
type Named = { id: string; name: string /** Wordings that wait for approval. */; waiting?: number }
export type GuideEditView = {
  agency: Named
  agencies: readonly Named[]
  published: readonly Published[]
  waits?: (Version & { writer: string; own: boolean; lines: DiffLine[] }) | undefined
  lacking: readonly Element[]
  due?: Due | undefined
  /** The last line that this page was made of. */
  from: number
  form: FormState
  /** Whether the form came back. */
  isWritten: boolean
  saved?: string | undefined
  refused?: FormState | undefined
}

const LONG: readonly Element[] = ['categories', 'arrangement', 'obtaining']
const HELP: Partial<Record<Element, string>> = {
  categories: '主动公开和依申请公开各包括哪些（条例第十二条）。',
  arrangement: '公开目录怎样编排、怎样查找。',
  obtaining: '在哪里查阅，怎样申请；传真、网络等途径开通的，写明条件。',
  responsible: '条例没有要求。愿意公布的，写职务和姓名。',
  fax: '没有传真的，写“未开通”。',
  online: '如网站、政务服务平台的网址。',
}
const SAVED: Readonly<Record<string, string>> = {
  proposed: '已经提交，等待另一位负责人或者管理员批准。批准以前，公众读到的仍是原来的指南。',
  approved: '已经批准，现在起公众读到新的指南；文书上的联系方式同时更新。',
  withdrawn: '已经退回或者撤回，公众读到的仍是原来的指南。',
}
const at = (path: string, { id }: Named) => `${path}?agency=${encodeURIComponent(id)}`
const inWords = (elements: readonly Element[]) => elements.map((one) => ELEMENT_LABELS[one]).join('、')

export function GuideEditPage({ viewer, csrf, view }: Signed & { view: GuideEditView }) {
  const { agency, agencies, published, waits, due, saved, isWritten } = view
  const last = published.at(-1)
  return (
    <StaffPage title="公开指南" viewer={viewer} csrf={csrf}>
      <Ways viewer={viewer} path="/guides" />
      <h1>公开指南</h1>
      <p class="lead">
        {`${agency.name}　`}
        {last
          ? `第${last.nth}版，${inChinese(last.on)}公布。`
          : '还没有公布。公众现在只能读到通用的申请说明和联系方式。'}
      </p>
      {agencies.length > 1 && <ChooseAgency {...{ agency, agencies, action: '/guides' }} />}
      {saved && SAVED[saved] && (
        <p class="note" role="status">
          {SAVED[saved]}
        </p>
      )}
      <State view={view} />
      {due?.what === 'changedElsewhere' && (
        <p class="warning" data-due>
          {`机关资料已经改动，指南还没有更新：${inWords(due.elements)}。请在${inChineseWithWeekday(due.by)}以前公布新的指南。下面的表格已经填入现在的资料。`}
        </p>
      )}
      {waits && <Waits csrf={csrf} agency={agency} waits={waits} due={due} refused={view.refused} />}
      <section aria-labelledby="edit-title">
        <h2 id="edit-title">{last ? '修改' : '编写'}</h2>
        <details class="fold" open={isWritten || (!last && !waits)}>
          <summary>{last ? '修改指南' : '编写指南'}</summary>
          <Form csrf={csrf} view={view} />
        </details>
      </section>
      <Versions agency={agency} published={published} />
      <p>
        <a class="offered" href={at('/guides/questions', agency)}>
          问答和示范文本
        </a>
        <a class="offered" href={`/guide?agency=${encodeURIComponent(agency.id)}`}>
          公众看到的指南
        </a>
      </p>
    </StaffPage>
  )
}

/** Element by element, as the law lists them. */
function State({ view: { lacking } }: { view: GuideEditView }) {
  return (
    <section aria-labelledby="state-title">
      <h2 id="state-title">条例第十二条的要素</h2>
      {lacking.length > 0 && <p class="warning">{`公布的指南缺少：${inWords(lacking)}。`}</p>}
      {lacking.length === 0 && <p>{`✓ 公布的指南要素齐全：${inWords(DEMANDED)}。`}</p>}
      {lacking.length > 0 && (
        <ul class="plain-list" data-elements>
          {DEMANDED.map((element) => (
            <li key={element} data-lacks={lacking.includes(element) || undefined}>
              {lacking.includes(element) ? '✕ 缺少：' : '✓ 已有：'}
              {ELEMENT_LABELS[element]}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

type WaitsProps = {
  csrf: string
  agency: Named
  waits: NonNullable<GuideEditView['waits']>
  due: Due | undefined
  refused: FormState | undefined
}

function Waits({ csrf, agency, waits, due, refused }: WaitsProps) {
  return (
    <section aria-labelledby="waits-title" data-waits={waits.n}>
      <h2 id="waits-title">等待批准的修改</h2>
      <p>
        {`${waits.writer}　${onDayAt(waits.at, inChinese)}提交。`}
        {due && `请在${inChineseWithWeekday(due.by)}以前公布。`}
      </p>
      <Changes lines={waits.lines} around={1} />
      <ErrorSummary form={refused} labels={{ why: '理由', state: '决定' }} prefix="decision-" />
      {waits.own ? (
        <form method="post" action="/guides/decision" class="stack no-print">
          <input type="hidden" name="csrf" value={csrf} />
          <input type="hidden" name="agency" value={agency.id} />
          <input type="hidden" name="n" value={waits.n} />
          <input type="hidden" name="why" value="提交人撤回" />
          <p class="note">这是您自己提交的，由另一位负责人或者管理员批准。</p>
          <button type="submit" name="state" value="withdrawn">
            撤回
          </button>
        </form>
      ) : (
        <form method="post" action="/guides/decision" class="stack no-print">
          <input type="hidden" name="csrf" value={csrf} />
          <input type="hidden" name="agency" value={agency.id} />
          <input type="hidden" name="n" value={waits.n} />
          <TextField
            {...{ name: 'why', label: '理由', prefix: 'decision-', help: '不批准的，必须写明。', optional: '（选填）' }}
            form={refused ?? { values: {}, errors: [] }}
          />
          <p class="bits">
            <button class="primary" type="submit" name="state" value="approved">
              批准并公布
            </button>
            <button type="submit" name="state" value="withdrawn">
              退回
            </button>
          </p>
        </form>
      )}
    </section>
  )
}

function Form({ csrf, view: { agency, form, from } }: { csrf: string; view: GuideEditView }) {
  const props = (name: Element) => ({
    ...{ name, label: ELEMENT_LABELS[name], form, help: HELP[name] },
    ...(!DEMANDED.includes(name) && { optional: '（选填）' }),
  })
  return (
    <form method="post" action="/guides" class="stack">
      <ErrorSummary form={form} labels={ELEMENT_LABELS} />
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="agency" value={agency.id} />
      <input type="hidden" name="from" value={from} />
      {ELEMENTS.map((name) =>
        LONG.includes(name) ? (
          <AreaField key={name} {...props(name)} rows={6} />
        ) : (
          <TextField key={name} {...props(name)} />
        ),
      )}
      <p class="hint">
        提交以后由另一位负责人或者管理员批准，批准时公布。名称、地址、时间、电话、传真、邮箱同时是文书上的联系方式。
      </p>
      <button class="primary" type="submit">
        提交，送批准
      </button>
    </form>
  )
}

function Versions({ agency, published }: { agency: Named; published: readonly Published[] }) {
  return (
    <section aria-labelledby="versions-title">
      <h2 id="versions-title">公布过的版本</h2>
      {published.length === 0 && <p>还没有公布过。</p>}
      <ul class="plain-list">
        {published.toReversed().map(({ nth, on }) => (
          <li key={nth}>
            <a href={`${at('/guide/versions', agency)}&nth=${nth}`}>{`第${nth}版`}</a>
            {`　${inChinese(on)}${nth === 1 ? '公布' : '更新'}`}
          </li>
        ))}
      </ul>
    </section>
  )
}
