/** One change that is read before it is published: what would be said beside what is said now, its files, what was found in them. */
import { READING_STEPS, type ReadingStep } from '../../../workflows/disclosure/vocabulary.ts'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import type { ChangeFile, ChangeRow } from '../../released/changes.ts'
import type { Described } from '../../released/described.ts'
import { ErrorSummary } from '../../web/parts/error-summary.tsx'
import { AreaField, CheckField } from '../../web/parts/field.tsx'
import { onDayAt, size } from '../../web/parts/format.ts'
import { TableHead } from '../../web/parts/table-head.tsx'
import type { FormState } from '../../web/shapes.ts'
import { TOPICS } from '../../web/words/topics.ts'
import { zh } from '../../web/words/zh.ts'
import type { Item } from '../views.ts'
import { answered, KINDS, standing } from './changes.tsx'
import { Done, Unprinted } from './done.tsx'
import { LABELS } from './fields.tsx'

type Props = {
  viewer: Viewer
  csrf: string
  change: ChangeRow
  files: readonly ChangeFile[]
  /** The item as it is now; none of a new one. */
  item?: Item
  /** The reading that whoever looks may give. */
  step?: ReadingStep
  form: FormState
  /** What was just done, and what comes next. */
  done?: string | undefined
  /** Characters of the words that no font of the office has. */
  unprinted?: string | undefined
  /** `staff:NAME` → name. */
  names: ReadonlyMap<string, string>
}

export function ChangePage(props: Props) {
  const { viewer, csrf, change, item, names, step, form, done, unprinted } = props
  const called = (by: string) => names.get(by) ?? by
  const { readings, ended, endedBy, endedWhy, endedAt } = change
  return (
    <StaffPage title={`${KINDS[change.kind]}：${change.says.title}`} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href="/releases/changes">公布审核</a>
        <span>{standing(change)}</span>
      </p>
      <h1>{`${KINDS[change.kind]}：${change.says.title}`}</h1>
      <Done says={done} />
      <Unprinted what={unprinted} />
      <p class="lead">
        {`${change.agencyName}，${called(change.by)}${onDayAt(change.at, zh.day)}提出${change.why ? `。理由：${change.why}` : '。'}`}
      </p>
      {item && (
        <p class="bits">
          <a href={`/released/${item.id}`}>看公众所见</a>
        </p>
      )}
      <div class="stack">
        <Words says={change.says} {...(item && { now: item })} />
        <Files {...props} />
        <section aria-labelledby="readings">
          <h2 id="readings">审核</h2>
          {readings.length === 0 && !ended && <p>还没有人审核。</p>}
          <ol class="plain-list">
            {readings.map(({ step: of, by, at, opinion }) => (
              <li
                key={of}
              >{`${READING_STEPS[of]} ${called(by)} ${onDayAt(at, zh.day)}：${answered(true, opinion)}`}</li>
            ))}
            {ended === 'refused' && (
              <li>{`${called(endedBy!)} ${onDayAt(endedAt!, zh.day)}：${answered(false, endedWhy!)}`}</li>
            )}
          </ol>
        </section>
        {step && <Reading {...{ csrf, change, step, form }} />}
      </div>
    </StaffPage>
  )
}

const SAID = ['title', 'documentNumber', 'summary', 'topic', 'basis', 'madeOn'] as const

function Words({ says, now }: { says: Described; now?: Described }) {
  const text = (of: Described, name: (typeof SAID)[number]) => (name === 'topic' ? TOPICS[of.topic] : (of[name] ?? ''))
  return (
    <table class="plain stacked" aria-label="内容">
      <TableHead names={now ? ['项目', '现在', '改为'] : ['项目', '内容']} />
      <tbody>
        {SAID.map((name) => {
          const [after, before] = [text(says, name), now ? text(now, name) : '']
          return (
            <tr key={name}>
              <th scope="row" data-label="项目">
                {LABELS[name]}
              </th>
              {now && <td data-label="现在">{before || '—'}</td>}
              <td data-label={now ? '改为' : '内容'}>
                {now && after === before ? '不变' : now ? <b>{after || '删去'}</b> : after || '—'}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Files({ change, files, item }: Props) {
  const off = item?.files.filter(({ id }) => change.takeOff.includes(id)) ?? []
  return (
    <section aria-labelledby="its-files">
      <h2 id="its-files">文件</h2>
      {files.length + off.length === 0 && <p>没有加入或者撤下的文件。</p>}
      <ul class="plain-list">
        {files.map(({ id, name, size: bytes }) => (
          <li key={id}>
            {'加入 '}
            <a href={`/releases/changes/${change.id}/files/${id}`} class="offered">
              {name}
            </a>
            {` ${size(bytes)}`}
          </li>
        ))}
        {off.map(({ id, name }) => (
          <li key={id}>{`撤下 ${name}`}</li>
        ))}
      </ul>
      {change.found.length > 0 && (
        <>
          <h3>检索查出的内容，以及仍可公布的理由</h3>
          <ul>
            {change.found.map(({ says, why }) => (
              <li key={says}>{`${says}。理由：${why}`}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Reading({ csrf, change, step, form }: Pick<Props, 'csrf' | 'change' | 'form'> & { step: ReadingStep }) {
  return (
    <section class="panel" aria-labelledby="read">
      <h2 id="read">{READING_STEPS[step]}</h2>
      <ErrorSummary form={form} labels={{ opinion: '意见', refusing: '不同意' }} />
      <form method="post" action={`/releases/changes/${change.id}/reading`} class="stack">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="step" value={step} />
        <AreaField
          {...{ name: 'opinion', label: '意见', form }}
          rows={3}
          help={step === 'final' ? '同意的，立即公布。' : '同意的，交下一次审核；不同意的，不再审核。'}
        />
        <CheckField
          {...{ name: 'refusing', label: '不同意的，勾选：确认这一项到此结束，不公布', form }}
          help="理由写在意见里，提出的人可以看到。"
        />
        <p class="buttons">
          <button class="primary" type="submit" name="accepted" value="true">
            同意
          </button>
          <button type="submit" name="accepted" value="false">
            不同意
          </button>
        </p>
      </form>
    </section>
  )
}
