/** The frame of every page of staff: who is signed in, and the ways that are theirs. */
import type { ComponentChildren } from 'preact'
import { inChinese } from '../../workflows/statute/days.ts'
import { Frame, PLAIN } from '../web/page.tsx'
import { Logo } from '../web/parts/logo.tsx'
import { waysOf } from './navigation.ts'
import type { Viewer } from './sessions.ts'

type Props = {
  title: string
  viewer?: Viewer | undefined
  csrf?: string | undefined
  /** Modules under /assets beside form.js. */
  scripts?: readonly string[]
  children: ComponentChildren
}

export function StaffPage({ viewer, csrf, ...page }: Props) {
  return <Frame {...page} kind="staff" visit={PLAIN} header={<StaffHeader viewer={viewer} csrf={csrf} />} />
}

/** To what is told of this page; of a page of help itself to the list of roles. */
const helpFrom = ({ page }: Viewer) =>
  page === undefined || page.startsWith('/help') ? '/help' : `/help?from=${encodeURIComponent(page)}`

function StaffHeader({ viewer, csrf }: { viewer: Viewer | undefined; csrf: string | undefined }) {
  return (
    <header class="top">
      <a class="brand" href={viewer ? '/desk' : '/'}>
        <Logo />
        <b>{viewer?.agency.name ?? '依申请公开'}</b>
      </a>
      {viewer && (
        <>
          <nav aria-label="工作栏目">
            {waysOf(viewer).map(({ href, label }) => (
              <a key={href} href={href}>
                {label}
              </a>
            ))}
          </nav>
          <div class="who">
            <span>
              <a href="/profile">{viewer.name}</a>
              {viewer.units[0] && <small> {viewer.units.map(({ name }) => name).join('、')}</small>}
              {viewer.seats.slice(1).map(({ id, name, until }) => (
                <small key={id} data-covers={id}>
                  {` 代${name}${until ? `（至${inChinese(until)}）` : ''}`}
                </small>
              ))}
            </span>
            <a class="no-print" href={helpFrom(viewer)}>
              帮助
            </a>
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
