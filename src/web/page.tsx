/** The frame of every page. No inline style, no inline script: the security policy allows neither. */
import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Viewer } from '../desk/views.ts'
import { hasRole, NUMBER_READERS } from '../people/may.ts'
import { Language } from './parts/said.tsx'
import { Seal } from './parts/seal.tsx'
import type { Visit } from './visit.ts'
import { zh } from './words/zh.ts'

type PageProps = {
  title: string
  kind: 'citizen' | 'staff'
  viewer?: Viewer | undefined
  /** Citizen pages: language, address and look. */
  visit?: Visit | undefined
  csrf?: string | undefined
  /** Modules under /assets beside form.js, which every page has. */
  scripts?: readonly string[]
  /** Address of an Atom feed of what the page lists. */
  feed?: string
  children: ComponentChildren
}

const PLAIN: Visit = { words: zh, path: '', look: { large: false, contrast: false } }

export function Page({ title, kind, viewer, visit = PLAIN, csrf, scripts = [], feed, children }: PageProps) {
  const { words, look } = visit
  return (
    <html lang={words.lang} data-large={look.large || undefined} data-contrast={look.contrast || undefined}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        <title>{`${title} · ${words.site.name}`}</title>
        <link rel="icon" type="image/svg+xml" href="/assets/seal.svg" />
        <link rel="stylesheet" href="/assets/site.css" />
        {kind === 'staff' && <link rel="stylesheet" href="/assets/staff.css" />}
        {feed && <link rel="alternate" type="application/atom+xml" title={words.released.title} href={feed} />}
        {['form.js', ...scripts].map((name) => (
          <script key={name} type="module" src={`/assets/${name}`} />
        ))}
      </head>
      <body class={kind}>
        <a class="skip" href="#main">
          {words.site.skip}
        </a>
        {kind === 'staff' ? <StaffHeader viewer={viewer} csrf={csrf} /> : <CitizenHeader visit={visit} />}
        <main id="main" tabindex={-1}>
          <Language.Provider value={words}>{children}</Language.Provider>
        </main>
        {kind === 'citizen' && <CitizenFooter visit={visit} />}
      </body>
    </html>
  )
}

export const html = (page: VNode): string => `<!doctype html>${renderToString(page)}`

function CitizenHeader({ visit }: { visit: Visit }) {
  const { root, site } = visit.words
  return (
    <header class="top">
      <a class="brand" href={root}>
        <Seal />
        <span>
          <b>{site.name}</b>
          <small>{site.full}</small>
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
function Comfort({ visit: { words, path, look } }: { visit: Visit }) {
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
      <a href={root + path} lang={lang} hreflang={lang}>
        {name}
      </a>
    </form>
  )
}

function CitizenFooter({ visit }: { visit: Visit }) {
  const { site } = visit.words
  return (
    <footer class="foot">
      <p>{site.help}</p>
      <p>{site.law}</p>
    </footer>
  )
}

function StaffHeader({ viewer, csrf }: { viewer: Viewer | undefined; csrf: string | undefined }) {
  return (
    <header class="top">
      <a class="brand" href={viewer ? '/desk' : '/'}>
        <Seal />
        <b>{viewer?.agency.name ?? '依申请公开'}</b>
      </a>
      {viewer && (
        <>
          <nav aria-label="工作栏目">
            {!viewer.roles.includes('admin') && <a href="/desk">办件台</a>}
            {['supervisor', 'head'].some((role) => viewer.roles.includes(role)) && <a href="/supervision">监督</a>}
            {hasRole(viewer, ...NUMBER_READERS) && <a href="/numbers">文号簿</a>}
            {viewer.roles.includes('admin') && <a href="/calendar">节假日安排</a>}
            {viewer.roles.includes('admin') && <a href="/settings">设置</a>}
            {viewer.roles.includes('admin') && <a href="/seals">印章</a>}
            {viewer.roles.includes('admin') ? <a href="/fonts">字库</a> : <a href="/templates">文书模板</a>}
            {viewer.roles.includes('registrar') && <a href="/cases/new">录入申请</a>}
            {['registrar', 'head', 'archivist'].some((role) => viewer.roles.includes(role)) && (
              <a href="/releases">公开信息</a>
            )}
          </nav>
          <div class="who">
            <span>
              {viewer.name}
              {viewer.unit && <small> {viewer.unit.name}</small>}
            </span>
            <form method="post" action="/sign-out" id="sign-out">
              <input type="hidden" name="csrf" value={csrf ?? ''} />
              <button class="plain" type="submit">
                退出
              </button>
            </form>
          </div>
        </>
      )}
    </header>
  )
}
