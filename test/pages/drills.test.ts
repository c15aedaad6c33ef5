/** No page of a drill, and no line of its printed copy, shows a word of the programs: letters by title, fields by label. */
import { expect, test } from 'vitest'
import { DrillPage } from '../../src/drill/pages/drill.tsx'
import { drillGroups, showDrill } from '../../src/drill/show.ts'
import { html } from '../../src/web/page.tsx'
import { viewer } from './samples.ts'

/** What people read in Latin letters: kinds of files, the post, and addresses of the samples. */
const KNOWN = /^(?:pdf|docx|xlsx|www|http|https|example|gov|com|org|noreply|ysqgk|ems)$/i

const textOf = (page: string) =>
  page
    .replace(/^.*<main[^>]*>/s, '')
    .replace(/<\/main>.*$/s, '')
    .replace(/<[^>]*>/g, '\n')

test('every drill speaks Chinese', () => {
  const ids = drillGroups().flatMap(({ lines }) => lines.map(({ id }) => id))
  expect(ids.length).toBeGreaterThan(20)
  const words = ids.flatMap((id) => {
    const page = html(DrillPage({ viewer, csrf: 'c', view: showDrill(id)! }))
    return [...textOf(page).matchAll(/[A-Za-z_]{3,}/g)].map(([word]) => `${id} ${word}`)
  })
  expect(words.filter((word) => !KNOWN.test(word.split(' ')[1]!))).toEqual([])
})
