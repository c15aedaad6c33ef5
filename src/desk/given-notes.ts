/** What is said in the forms that review, approve and sign a draft about the files that it gives. */
import type { Act, Field } from '../web/shapes.ts'
import type { CaseView, GivenView } from './views.ts'

const carries = ({ files }: GivenView) =>
  files.filter(({ findings }) => findings.some(({ state }) => state === 'heed')).map(({ name }) => name)

/** Those with findings have to be opened; of the others nobody can be made to read, and it is a warning. */
function openedSays({ files, opened }: GivenView): string {
  if (opened === files.length) return `要提供的文件共 ${files.length} 件，您都打开过。`
  const says = `要提供的文件共 ${files.length} 件，您打开过 ${opened} 件。`
  const toOpen = files.filter((file) => file.toOpen).map(({ name }) => `“${name}”`)
  return toOpen.length > 0 ? `${says}${toOpen.join('')}必须先打开。` : `${says}请逐件打开核对。`
}

const acknowledged = (names: readonly string[]): Field => ({
  name: 'acknowledged',
  label: '文件带有的内容是否核对无误，照此提供',
  kind: 'yesNo',
  required: false,
  optional: '审核通过的，必填',
  help: `${names.join('、')}带有不能自动去除的内容，见上。审核通过的，须先确认；不能照此提供的，请退回替换文件。`,
})

/** The view with these notes; the review is asked whether files that carry something may be given as they are. */
export function withGivenNotes(view: CaseView): CaseView {
  const { given } = view
  if (!given || given.left) return view
  const names = carries(given)
  const noted = (act: Act): Act => {
    if (act.type !== 'replyReviewed' && act.type !== 'replyApproved' && act.type !== 'replySigned') return act
    const note = [openedSays(given), act.note].filter(Boolean).join('')
    if (act.type !== 'replyReviewed' || names.length === 0) return { ...act, note }
    const at = act.fields.findIndex(({ name }) => name === 'passed') + 1
    return { ...act, note, fields: act.fields.toSpliced(at, 0, acknowledged(names)) }
  }
  return { ...view, may: view.may.map(noted) }
}
