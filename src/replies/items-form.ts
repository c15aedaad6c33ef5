/** 分项答复 as a form: for each matter its words, its outcome, and then the fields and files that this outcome asks for. */
import type { Act, Field } from '../web/shapes.ts'

type Values = Record<string, string>

/** A reply of two matters is the smallest that tells matters apart. */
const FEWEST = 2

const rowOf = (name: string) => Number(/^items\.(\d+)\./.exec(name)?.[1] ?? -1)
/** Rows of a form that came back, or of a new one. */
export const rowsIn = (values: Values): number =>
  Math.max(FEWEST, ...Object.keys(values).map((name) => rowOf(name) + 1))

/** The act of drafting with the fields of so many matters; of each those that its chosen outcome asks for. */
export function actOfItems(act: Act, rows: number, values: Values): Act {
  const outcome = act.fields.find(({ name }) => name === 'outcome')
  const when = (chosen: string) =>
    act.fields.filter(({ when, kind }) => when?.field === 'outcome' && when.is.includes(chosen) && kind !== 'files')
  const fields = Array.from({ length: rows }, (_, i): Field[] => {
    const chosen = values[`items.${i}.outcome`] ?? ''
    const of = (field: Field): Field => ({
      ...field,
      name: `items.${i}.${field.name}`,
      label: `第${i + 1}项，${field.label}`,
    })
    const matter: Field = { name: 'matter', label: '申请的内容', kind: 'text', required: true, help: MATTER }
    return [
      of(matter),
      ...(outcome ? [of({ ...outcome, required: true })] : []),
      ...when(chosen).map((field) => of(plain(field, chosen))),
    ]
  })
  return {
    ...act,
    primary: true,
    fields: [...fields.flat(), ...act.fields.filter(({ name }) => name === 'on' || name === 'evidence')],
  }
}

const MATTER = '用几个字概括这一项，作为文书中的标题，例如：征收补偿方案。'

/** The outcome is chosen: what depended on it stands open, with its own help. */
function plain({ when: _, helps, value: __, ...field }: Field, chosen: string): Field {
  const help = helps?.find(({ is }) => is === chosen)?.text ?? field.help
  return { ...field, ...(help && { help }) }
}

/** The draft that the form sends, as the API takes it. Rows in which nothing was written are none. */
export function draftFrom(values: Values): Record<string, unknown> {
  const items = Array.from({ length: rowsIn(values) }, (_, i) => {
    const own = (part: string) =>
      Object.entries(values).flatMap(([name, value]): [string, string][] =>
        name.startsWith(`items.${i}.${part}.`) && value.trim()
          ? [[name.slice(`items.${i}.${part}.`.length), value]]
          : [],
      )
    const [matter, outcome] = ['matter', 'outcome'].map((name) => values[`items.${i}.${name}`]?.trim() || undefined)
    const files = own('files').map(([id]) => id)
    return {
      ...(matter && { matter }),
      ...(outcome && { outcome }),
      fields: Object.fromEntries(own('fields')),
      ...(files.length > 0 && { files }),
    }
  })
  const written = items.filter(({ matter, outcome }, i) => matter || outcome || i < FEWEST)
  const dated = ['on', 'evidence'].flatMap((name) => (values[name]?.trim() ? [[name, values[name].trim()]] : []))
  return { type: 'replyDrafted', items: written, ...Object.fromEntries(dated) }
}
