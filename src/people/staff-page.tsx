/** The frame of every page of staff: who is signed in, and the ways that are theirs. */
import type { ComponentChildren } from 'preact'
import { Frame, PLAIN } from '../web/page.tsx'
import { Logo } from '../web/parts/logo.tsx'
import { hasRole, NUMBER_READERS } from './may.ts'
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
            {!viewer.roles.includes('admin') && <a href="/desk">办件台</a>}
            {['supervisor', 'head'].some((role) => viewer.roles.includes(role)) && <a href="/supervision">监督</a>}
            {hasRole(viewer, ...NUMBER_READERS) && <a href="/numbers">文号簿</a>}
            {viewer.roles.includes('admin') && <a href="/setup">开通</a>}
            {viewer.roles.includes('admin') && <a href="/agencies">机关</a>}
            {viewer.roles.includes('admin') && <a href="/calendar">节假日安排</a>}
            {hasRole(viewer, 'admin', 'head', 'security') && <a href="/settings">设置</a>}
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
              {viewer.units[0] && <small> {viewer.units.map(({ name }) => name).join('、')}</small>}
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
