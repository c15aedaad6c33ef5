/** Nothing left open, nothing that cannot be printed. */
import { placeOf, printable } from '../../../documents/index.ts'
import { caseRule, isOutgoing, rule } from '../subject.ts'
import { lineWith, withoutPages } from '../tokens.ts'

/** What nobody writes on purpose: the marks of a form, and what a program leaves where it found nothing. */
const OPEN =
  /\{\{[^}]*\}?\}?|\}\}|\bundefined\b|\bNaN\b|(?<![\w/.-])_{2,}(?![\w/.-])|＿{2,}|[×Xx＊*]{2,8}[年月日元件]|[×＊*]{1,4}年[×＊*\d]{1,2}月|〔[×＊*]+〕|此处填写|\bTODO\b/

const open = rule({
  id: 'BLANK_LEFT_OPEN',
  severity: 'error',
  article: '条例第三十六条',
  zh: '没有未填的空白',
  applies: () => true,
  check: ({ lines, letter }) =>
    lines.flatMap(({ own, part, at }) => {
      const match = part === 'addressee' ? /\{\{|\}\}/.exec(withoutPages(own)) : OPEN.exec(withoutPages(own))
      return match && letter.format === 'letter'
        ? [{ says: `“${match[0]}”还没有填写。`, remedy: '填写后再签发。', line: at }]
        : []
    }),
})

/** ××局 may hide a name on purpose, and a plan may well be 待定: asked, not stopped. */
const perhapsOpen = rule({
  id: 'BLANK_PERHAPS_OPEN',
  severity: 'warning',
  article: '条例第三十六条',
  zh: '没有像是未填的文字',
  applies: isOutgoing,
  check: ({ lines, letter }) =>
    lines.flatMap(({ own, part, at }) => {
      const match = /[×Xx＊*]{2,8}[号页局路]|待填|待定|待补充|请填写|\bnull\b/.exec(withoutPages(own))
      return match && part !== 'addressee' && letter.format === 'letter'
        ? [{ says: `“${match[0]}”像是还没有填写。`, remedy: '核对；有意隐去的不必改。', line: at }]
        : []
    }),
})

const empty = caseRule({
  id: 'BLANK_EMPTY',
  severity: 'error',
  article: '条例第三十六条',
  zh: '必填的空白都有内容',
  applies: () => true,
  check({ template, data }) {
    const left = template.fields.filter((field) => {
      const [group, name] = placeOf(field)
      if (field.endsWith('?') || field === 'letter.number' || field === 'letter.date') return false
      const ask = group === 'ask' ? template.asks[name] : undefined
      if (ask && (!ask.required || ask.default !== undefined)) return false
      const typed = data[group]?.[name] ?? ''
      // What a citizen typed and nobody can print is said in the letter; the blank is not empty.
      return printable(typed) === '' && !(typed !== '' && /^(?:applicant|case)$/.test(group))
    })
    return left.map((field) => ({
      says: `“${template.asks[field.slice(4)]?.label ?? field}”没有内容。`,
      remedy: '补充后再签发。',
    }))
  },
})

const glyphs = rule({
  id: 'GLYPH_UNPRINTABLE',
  severity: 'error',
  article: 'GB 18030',
  zh: '本机关文字没有印不出的字符',
  applies: () => true,
  check: ({ letter, lines }) =>
    /[\ue000-\uf8ff\ufffd〓]|[\u{f0000}-\u{10ffff}]/u.test(letter.own)
      ? [
          {
            says: '本机关的文字里有印不出的字符。',
            remedy: '换成规范字后再签发。',
            line: lineWith(lines, /[\ue000-\uf8ff\ufffd〓]|[\u{f0000}-\u{10ffff}]/u),
          },
        ]
      : [],
})

export const blankRules = [open, perhapsOpen, empty, glyphs]
