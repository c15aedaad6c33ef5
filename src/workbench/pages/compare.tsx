/** Two versions line by line, changed words marked. */

import type { DiffLine } from '../../ground/diff.ts'
import { StaffPage } from '../../people/staff-page.tsx'
import { Changes } from '../../web/parts/changes.tsx'
import type { About, Frame, HistoryLine, Which } from '../views.ts'
import { at, named } from './links.ts'
import { Whose } from './parts.tsx'
import { CompareForm } from './template.tsx'

type Props = Frame & { about: About; history: HistoryLine[]; from: Which; to: Which; lines: DiffLine[] }

export function ComparePage({ viewer, csrf, scope, about: { id, title }, history, from, to, lines }: Props) {
  const removed = lines.filter(({ kind }) => kind === 'gone').length
  const added = lines.filter(({ kind }) => kind === 'new').length
  return (
    <StaffPage title={`比较 ${title}`} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href={at('/templates', scope)}>文书模板</a>
        <a href={at(`/templates/${id}`, scope)}>{title}</a>
        <Whose scope={scope} />
      </p>
      <h1>{`从${named(from)}到${named(to)}`}</h1>
      <p>{`删去或者改前 ${removed} 行，新增或者改后 ${added} 行。`}</p>
      <CompareForm {...{ id, scope, history, from, to }} />
      <Changes lines={lines} />
    </StaffPage>
  )
}
