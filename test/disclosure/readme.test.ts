/** The documents show what runs. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadLaw } from '../../src/ground/law.ts'
import { diagram, placesTable, rulesTable, STEPS } from '../../workflows/disclosure/diagram.ts'
import { places } from '../../workflows/disclosure/graph.ts'
import { CHANNELS, FACTS, OUTCOMES, type Outcome, STAGES } from '../../workflows/disclosure/vocabulary.ts'
import {
  alternativesOf,
  CHOICES,
  type ChoiceName,
  choiceInWords,
  DEFAULT_CHOICES,
} from '../../workflows/statute/choices.ts'
import { shows } from '../support/shows.ts'

const read = (name: string) => readFileSync(new URL(`../../workflows/${name}`, import.meta.url), 'utf8')
const PROCEDURE = 'workflows/disclosure/README.md'
const glossary = read('README.md')

test('the procedure’s README shows the machine that runs', () => {
  shows(PROCEDURE, '```mermaid\n' + diagram() + '\n```')
  expect(diagram()).toBe(diagram())
})

test('it shows what may be recorded where, and names every step in Chinese', () => {
  shows(PROCEDURE, placesTable())
  expect(places().map((place) => place.name)).toEqual(Object.keys(STEPS))
})

test('it lists every refusal with its article', () => {
  shows(PROCEDURE, rulesTable())
  for (const row of rulesTable().split('\n').slice(2)) {
    expect(row).toMatch(/^\| `[A-Z_]+` \| [^|]*(条|号)[^|]* \| [^|]+ \| [^|]+。 \|$/)
  }
})

test('every open choice is explained', () => {
  const lines = (Object.keys(CHOICES) as ChoiceName[]).map((name) => {
    const { question, article, judgedOn } = CHOICES[name]
    const [otherwise, byDefault] = [true, false].map((other) =>
      alternativesOf(name)
        .filter(({ value }) => other === (value !== DEFAULT_CHOICES[name]))
        .map(({ value, zh }) => (value === null ? zh : `${zh} \`${value}\``))
        .join('、'),
    )
    const holds = byDefault || choiceInWords(name, DEFAULT_CHOICES[name])
    return `| \`${name}\` | ${question} | ${holds} | ${otherwise} | ${judgedOn} | ${article} |`
  })
  shows(
    'workflows/README.md',
    [
      '| setting | 事项 | 默认 | 也可以选择 | 以哪一日有效的为准 | 依据 |',
      '| --- | --- | --- | --- | --- | --- |',
      ...lines,
    ].join('\n'),
  )
})

describe('the glossary, both ways', () => {
  const words = (title: string) => {
    const section = glossary.split(/^### /m).find((part) => part.startsWith(title))!
    return [...section.matchAll(/^\| (.+?) \| `(\w+)` \| (.+?) \|$/gm)].map(([, zh, word, article]) => [
      word,
      zh,
      article,
    ])
  }
  const none = (articles: string) => articles || '—'

  test('facts', () => {
    expect(words('Facts').sort()).toEqual(
      Object.entries(FACTS)
        .map(([word, f]) => [word, f.zh, f.article])
        .sort(),
    )
  })
  test('outcomes, with the articles that their letters cite', () => {
    const { outcomes } = loadLaw()
    expect(words('Outcomes')).toEqual(
      Object.entries(OUTCOMES).map(([word, o]) => [word, o.zh, none(outcomes[word as Outcome].articles.join('、'))]),
    )
  })
  test('stages and channels', () => {
    expect(words('Stages').map(([word, zh]) => [word, zh])).toEqual(Object.entries(STAGES))
    expect(words('Channels').map(([word, zh]) => [word, zh])).toEqual(Object.entries(CHANNELS))
    for (const [, , article] of [...words('Stages'), ...words('Channels')]) expect(article).toMatch(/^条例第.+条/)
  })
})
