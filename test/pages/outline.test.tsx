import { describe, expect, test } from 'vitest'
import { isVersioned } from '../../src/web/asset-url.ts'
import { html } from '../../src/web/page.tsx'
import { pages } from './every-page.tsx'
import { tagsOf, textAfter } from './markup.ts'

const CONTROLS = ['input', 'select', 'textarea']

/** Pages of set-up, of the machine and of its seals. */
const OPERATED = /^(?:doctor|setup|seal)/

describe.each(Object.entries(pages()))('%s', (_name, vnode) => {
  const page = html(vnode)
  const tags = tagsOf(page)
  const named = (name: string) => tags.filter((tag) => tag.name === name)
  const ids = tags.flatMap(({ attributes: { id } }) => (id === undefined ? [] : [id]))

  test('has one h1, and no heading skips a level', () => {
    expect(named('h1')).toHaveLength(1)
    const levels = tags.filter(({ name }) => /^h[1-6]$/.test(name)).map(({ name }) => Number(name[1]))
    for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? level)).toBeLessThanOrEqual(1)
  })

  test('says its language and its title, and lets the reader skip to the words', () => {
    expect(named('html')[0]?.attributes.lang).toBe('zh-CN')
    expect(textAfter(page, named('title')[0]!)).not.toBe('')
    expect(page.indexOf('href="#main"')).toBeLessThan(page.indexOf('<header'))
    expect(ids).toContain('main')
  })

  // Lines are kept on every page (`pre-line`), so that a request of three paragraphs reads as three.
  test('has no line end of its own: what ends a line was written by somebody', () => {
    const written = page.replace(/<(textarea|script|pre)\b[\s\S]*?<\/\1>/g, '')
    expect(written.match(/.{0,60}(?:>\s*\n|\n\s*<|\n[ \t])/)?.[0]).toBeUndefined()
  })

  // Whoever runs the machine reads names of settings; a code that somebody may quote stands in <code>, with its label.
  if (!OPERATED.test(_name))
    test('names no rule, code or setting by what programs call it', () => {
      const seen = page.slice(page.indexOf('<main')).replace(/<(textarea|script|code|pre)\b[\s\S]*?<\/\1>/g, '')
      expect(seen.replace(/<[^>]*>/g, ' ').match(/(?<![.\w])[A-Z]{2,}(?:_[A-Z\d]+)+\b/g) ?? []).toEqual([])
    })

  test('gives no id twice', () => {
    expect(ids).toEqual([...new Set(ids)])
  })

  test('every reference by id is met', () => {
    for (const { attributes } of tags) {
      const referred = [attributes.for, attributes['aria-labelledby'], attributes['aria-describedby']]
      for (const id of referred.flatMap((value) => value?.split(' ') ?? [])) expect(ids).toContain(id)
      const { href } = attributes
      if (href?.startsWith('#')) expect(ids).toContain(href.slice(1))
    }
  })

  test('every control has a label and a name', () => {
    const labels = new Set(named('label').map(({ attributes }) => attributes.for))
    for (const { name, attributes, at } of tags) {
      if (!CONTROLS.includes(name) || attributes.type === 'hidden') continue
      const inside = page.lastIndexOf('<label', at) > page.lastIndexOf('</label>', at)
      expect(labels.has(attributes.id) || inside, `${name} ${attributes.name}`).toBe(true)
    }
  })

  test('every button, link and summary has words', () => {
    for (const tag of tags.filter(({ name }) => ['button', 'a', 'summary'].includes(name)))
      expect(textAfter(page, tag), JSON.stringify(tag)).not.toBe('')
  })

  test('carries no inline style or script, and only scripts that exist', () => {
    for (const { name, attributes } of tags) {
      expect(name).not.toBe('style')
      expect(Object.keys(attributes).filter((key) => key === 'style' || key.startsWith('on'))).toEqual([])
      const asset =
        name === 'script'
          ? attributes.src
          : name === 'link' && attributes.rel !== 'alternate'
            ? attributes.href
            : undefined
      if (name === 'script') expect(asset).toBeDefined()
      if (asset) expect(isVersioned(asset)).toBe(true)
    }
  })

  test('every form that writes names its way, and staff forms carry their token', () => {
    for (const form of named('form')) {
      expect(form.attributes.action).toMatch(/^\//)
      const body = page.slice(form.at, page.indexOf('</form>', form.at))
      if (form.attributes.action?.startsWith('/cases')) expect(body).toContain('name="csrf" value="csrf-token"')
      if (body.includes('type="file"')) expect(form.attributes.enctype).toBe('multipart/form-data')
    }
  })

  test('is small', () => {
    expect(Buffer.byteLength(page)).toBeLessThan(60_000)
  })
})
