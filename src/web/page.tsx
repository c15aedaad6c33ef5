/** The frame of every page. No inline style, no inline script: the security policy allows neither. */
import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { markedHtml } from '../ground/marked.ts'
import type { Site } from '../ground/site.ts'
import { assetUrl } from './asset-url.ts'
import { Logo } from './parts/logo.tsx'
import { Language } from './parts/sentence.tsx'
import type { Visit } from './visit.ts'
import { type Words, zh } from './words/zh.ts'

type FrameProps = {
  title: string
  /** Class of the body; staff have a style sheet of their own. */
  kind: 'citizen' | 'staff'
  visit: Visit
  /** Modules under /assets beside form.js, which every page has. */
  scripts?: readonly string[] | undefined
  /** Address of an Atom feed of what the page lists. */
  feed?: string | undefined
  header: VNode
  footer?: VNode
  children: ComponentChildren
}

/** A Chinese page without an address of its own and in the usual look. */
export const PLAIN: Visit = { words: zh, path: '', look: { large: false, contrast: false } }

/** The document around a page: head, skip link, header, content. */
export function Frame({ title, kind, visit, scripts = [], feed, header, footer, children }: FrameProps) {
  const { words, look } = visit
  return (
    <html lang={words.lang} data-large={look.large || undefined} data-contrast={look.contrast || undefined}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        <title>{`${title} · ${words.site.name}`}</title>
        <link rel="icon" type="image/svg+xml" href={assetUrl('logo.svg')} />
        <link rel="stylesheet" href={assetUrl('site.css')} />
        {kind === 'staff' && <link rel="stylesheet" href={assetUrl('staff.css')} />}
        {feed && <link rel="alternate" type="application/atom+xml" title={words.released.title} href={feed} />}
        {['form.js', ...scripts].map((name) => (
          <script key={name} type="module" src={assetUrl(name)} />
        ))}
      </head>
      <body class={kind}>
        <a class="skip" href="#main">
          {words.site.skip}
        </a>
        {header}
        <main id="main" tabindex={-1}>
          <Language.Provider value={words}>{children}</Language.Provider>
        </main>
        {footer}
      </body>
    </html>
  )
}

type PageProps = {
  title: string
  /** A form on it has faults: its title says so first. */
  faulty?: boolean | undefined
  /** Language, address and look. */
  visit?: Visit | undefined
  scripts?: readonly string[]
  feed?: string
  children: ComponentChildren
}

/** A page for citizens. Staff have theirs in src/people. */
export function Page({ visit = PLAIN, title, faulty, ...page }: PageProps) {
  return (
    <Frame
      {...page}
      title={faulty ? visit.words.drafts.faultyTitle({ title }) : title}
      kind="citizen"
      visit={visit}
      header={<CitizenHeader visit={visit} />}
      footer={<CitizenFooter visit={visit} />}
    />
  )
}

/** The document as it is sent; escaping is Preact's. What nobody sees of what people wrote is shown. */
export const html = (page: VNode): string => `<!doctype html>${markedHtml(renderToString(page))}`

function CitizenHeader({ visit }: { visit: Visit }) {
  const { root, site } = visit.words
  return (
    <header class="top">
      <a class="brand" href={root}>
        <Logo />
        <span>
          <b>{site.name}</b>
          {visit.site?.host ? <small lang="zh-CN">{visit.site.host}</small> : <small>{site.full}</small>}
        </span>
      </a>
      <nav aria-label={site.nav}>
        <a href={`${root}apply`}>{site.apply}</a>
        <a href={`${root}track`}>{site.track}</a>
        <a href={`${root}released`}>{visit.words.released.title}</a>
        <a href={`${root}guide`}>{site.guide}</a>
      </nav>
      <Comfort visit={visit} />
    </header>
  )
}

/** The other language of this page, larger type, more contrast. */
const LANGUAGE = { name: 'go', value: 'language' }
function Comfort({ visit: { words, path, look, saves } }: { visit: Visit }) {
  const { site } = words
  const [lang, name, root] = words.lang === 'en' ? ['zh-CN', '中文', '/'] : ['en', 'English', '/en/']
  const other = (on: boolean) => (on ? 'off' : 'on')
  return (
    <form class="comfort no-print" method="post" action="/look" aria-label={site.look} data-look>
      <input type="hidden" name="back" value={words.root + path} />
      {look.large && <input type="hidden" name="large" value="on" />}
      {look.contrast && <input type="hidden" name="contrast" value="on" />}
      <button class="plain" type="submit" name="large" value={other(look.large)} aria-pressed={look.large}>
        {site.large}
      </button>
      <button class="plain" type="submit" name="contrast" value={other(look.contrast)} aria-pressed={look.contrast}>
        {site.contrast}
      </button>
      {saves ? (
        <>
          {/* Enter in a field presses the first button of its form, wherever that stands: not the one for the language. */}
          <button {...{ class: 'unseen', type: 'submit', form: 'application', tabindex: -1, 'aria-hidden': 'true' }} />
          <button {...{ class: 'plain', type: 'submit', form: 'application', formaction: saves, lang }} {...LANGUAGE}>
            {name}
          </button>
        </>
      ) : (
        <a href={root + path} lang={lang} hreflang={lang}>
          {name}
        </a>
      )}
    </form>
  )
}

function CitizenFooter({ visit }: { visit: Visit }) {
  const { site } = visit.words
  const { site: whose } = visit
  return (
    <footer class="foot">
      <p>{site.help}</p>
      <p>{site.law}</p>
      {whose && <Imprint words={visit.words} whose={whose} />}
    </footer>
  )
}

/** Whose site this is, as far as the office has entered it, in its own words; and both statements. */
function Imprint({ words, whose }: { words: Words; whose: Site }) {
  const { root, site } = words
  const lines = [
    [site.host, whose.host],
    [site.operator, whose.operator],
    [site.siteCode, whose.code],
    [site.contact, whose.contact],
  ].flatMap(([label, value]) => (value ? [{ label, value }] : []))
  return (
    <>
      {(lines.length > 0 || whose.icp || whose.police) && (
        <ul class="imprint">
          {lines.map(({ label, value }) => (
            <li key={label}>
              {label}
              <span lang="zh-CN">{value}</span>
            </li>
          ))}
          {whose.icp && (
            <li>
              <a href="https://beian.miit.gov.cn/" rel="external noreferrer" lang="zh-CN">
                {whose.icp}
              </a>
            </li>
          )}
          {whose.police && <li lang="zh-CN">{whose.police}</li>}
        </ul>
      )}
      <p>
        <a href={`${root}guide/paper`}>{words.paper.title}</a>{' '}
        <a href={`${root}privacy`}>{words.statements.privacy.title}</a>{' '}
        <a href={`${root}accessibility`}>{words.statements.accessibility.title}</a>
      </p>
    </>
  )
}
