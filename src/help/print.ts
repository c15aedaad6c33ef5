/** The handbook as a bound PDF, from the same text as the pages. */
import { type Bound, bindVolume, type FontSet, type Pages, type VolumeBlock } from '../documents/index.ts'
import { ROLES } from '../people/may.ts'
import { GUIDES, type Guide, type Language } from './handbook.ts'
import { articleIn, roleIn, WORDS } from './words.ts'

/**
 * @param at is written into the file as the time of printing
 * @param author the agency that prints it
 * @throws DocumentFault
 */
export function handbookPdf(
  lang: Language,
  { fonts, at, author }: { fonts: FontSet; at: Date; author: string },
): Promise<Bound> {
  const title = WORDS.handbook[lang]
  const front = { key: 'contents', blocks: (pages: Pages) => contentsOf(lang, pages) }
  const guides = GUIDES.map((guide) => ({ key: guide.role, blocks: () => blocksOf(guide, lang) }))
  return bindVolume(
    {
      title,
      author,
      at,
      conformance: 'A',
      parts: [front, ...guides],
      head: `${author} ${title}`,
      foot: WORDS.foot[lang],
    },
    fonts,
  )
}

/** Each role with the page on which it begins, and how to sign in, which comes before all of them. */
const contentsOf = (lang: Language, pages: Pages): VolumeBlock[] => [
  { kind: 'title', text: WORDS.handbook[lang] },
  { kind: 'paragraph', text: WORDS.signIn[lang] },
  { kind: 'heading', text: WORDS.contents[lang] },
  {
    kind: 'table',
    columns: [
      { head: WORDS.roles[lang], mm: 110 },
      { head: WORDS.page[lang], mm: 30, middle: true },
    ],
    rows: GUIDES.map(({ role }) => ({
      cells: [roleIn(lang, role, ROLES[role]), String(pages.of(role)?.from ?? 1)],
    })),
  },
]

function blocksOf({ role, day, steps, mistakes }: Guide, lang: Language): VolumeBlock[] {
  const cited = (text: string, article: string) =>
    lang === 'en' ? `${text} (${articleIn(lang, article)})` : `${text}（${article}）`
  return [
    { kind: 'title', text: roleIn(lang, role, ROLES[role]) },
    { kind: 'note', text: day[lang] },
    { kind: 'heading', text: WORDS.steps[lang] },
    {
      kind: 'pairs',
      rows: steps.map((step) => [
        step.title[lang],
        `${cited(step[lang], step.article)}\n${WORDS.where[lang]}${lang === 'en' ? ': ' : '：'}${step.at[lang]}`,
      ]),
    },
    { kind: 'heading', text: WORDS.mistakes[lang] },
    ...mistakes.map((one): VolumeBlock => ({ kind: 'paragraph', text: cited(one[lang], one.article) })),
  ]
}
