/** 分项答复 as a form: for each matter its words, its outcome, and then the fields and files that this outcome asks for. */
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { NOTHING_SECRET } from '../cases/offer-draft.ts'
import type { Act, Field } from '../web/shapes.ts'

type Values = Record<string, string>

/** A reply of two matters is the smallest that tells matters apart. */
const FEWEST = 2

const ROW = /^items\.(\d{1,2})\./
const rowOf = (name: string) => Number(ROW.exec(name)?.[1] ?? -1)
/** Rows of a form that came back, or of a new one. */
export const rowsIn = (values: Values): number =>
  Math.max(FEWEST, ...Object.keys(values).map((name) => rowOf(name) + 1))

/** The act of drafting with the fields of so many matters; of each those that its chosen outcome asks for. */
export function actOfItems(act: Act, rows: number, values: Values): Act {
  const outcome = act.fields.find(({ name }) => name === 'outcome')
  const when = (chosen: string) =>
    act.fields.filter(({ when }) => when?.field === 'outcome' && when.is.includes(chosen))
  const fields = Array.from({ length: rows }, (_, i): Field[] => {
    const chosen = values[`items.${i}.outcome`] ?? ''
    const of = (field: Field): Field => ({
      ...field,
      name: `items.${i}.${field.name}`,
      group: `第${i + 1}项`,
      ...(field.kind === 'files' && { holds: `items.${i}.files`, help: UPLOAD }),
    })
    const matter: Field = { name: 'matter', label: '申请的内容', kind: 'text', required: true, help: MATTER }
    return [
      of(matter),
      ...(outcome ? [of({ ...outcome, required: true })] : []),
      ...when(chosen).map((field) => of(plain(field, chosen))),
    ]
  })
  const uploads = fields.flat().some(({ kind }) => kind === 'files')
  return {
    ...act,
    ...(uploads && { note: NOTHING_SECRET }),
    primary: true,
    fields: [...fields.flat(), ...act.fields.filter(({ ofThePast }) => ofThePast)],
  }
}

const UPLOAD = '区分处理、遮盖以后的文件在这里上传，提交后随这一项提供。'
const MATTER = '用几个字概括这一项，作为文书中的标题，例如：征收补偿方案。'

/** The outcome is chosen: what depended on it stands open, with its own help. */
function plain({ when: _, helps, value: __, optionalWith, ...field }: Field, chosen: string): Field {
  const help = helps?.find(({ is }) => is === chosen)?.text ?? field.help
  const note = optionalWith?.find(({ is }) => is.includes(chosen))
  return {
    ...field,
    ...(optionalWith && { required: !note }),
    ...(note && { optional: note.says }),
    ...(help && { help }),
  }
}

/** What a form holds that its page does not ask now: of an outcome that was chosen before. It comes back with the form. */
export const besideThe = ({ fields }: Act, values: Values): [name: string, value: string][] =>
  Object.entries(values).filter(([name, value]) => rowOf(name) >= 0 && value.trim() && !asks(fields, name))

const asks = (fields: readonly Field[], name: string) =>
  fields.some(
    (field) =>
      field.name === name ||
      (field.kind === 'several' && field.choices?.some(({ value }) => `${field.name}.${value}` === name)) ||
      (field.holds !== undefined && name.startsWith(`${field.holds}.`)),
  )

/** The rows in which something was written, numbered anew; a matter that was emptied is none. */
export function written(values: Values): Values {
  const all = Array.from({ length: rowsIn(values) }, (_, i) => i)
  const kept = all.filter((i) => Object.entries(values).some(([name, value]) => rowOf(name) === i && value.trim()))
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const at = kept.indexOf(rowOf(name))
      if (rowOf(name) < 0) return [[name, value]]
      return at < 0 ? [] : [[name.replace(ROW, `items.${at}.`), value]]
    }),
  )
}

/** The draft that the form sends, as the API takes it: of each matter what its outcome asks for. */
export function draftFrom(values: Values, act: Act): { type: string; items: { files?: string[] }[] } {
  const { fields: asked } = actOfItems(act, rowsIn(values), values)
  const items = Array.from({ length: rowsIn(values) }, (_, i) => {
    const own = (part: string) =>
      Object.entries(values).flatMap(([name, value]): [string, string][] =>
        name.startsWith(`items.${i}.${part}.`) && value.trim() && asks(asked, name)
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
  const dated = ['on', 'evidence'].flatMap((name) => (values[name]?.trim() ? [[name, values[name].trim()]] : []))
  return { type: 'replyDrafted', items, ...Object.fromEntries(dated) }
}

/** A draft of several matters as its form had it: where a new one begins after a return or a reopening. */
export function valuesOf({ items = [] }: Pick<FactOf<'replyDrafted'>, 'items'>): Values {
  return Object.fromEntries(
    items.flatMap(({ matter, outcome, fields, files = [] }, i) =>
      Object.entries({
        matter,
        outcome,
        ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [`fields.${name}`, value])),
        ...Object.fromEntries(files.map((id) => [`files.${id}`, 'yes'])),
      }).map(([name, value]): [string, string] => [`items.${i}.${name}`, value]),
    ),
  )
}
