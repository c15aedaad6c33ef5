/** The scan beside the fields, one page at a time (scan.js), and a page that shows a file whole for whoever has no script. */
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'

const ACTS = [
  ['before', '上一页'],
  ['after', '下一页'],
  ['left', '左转'],
  ['right', '右转'],
  ['larger', '放大'],
  ['smaller', '缩小'],
  ['fit', '适合宽度'],
] as const

export function ScanViewer() {
  return (
    <div
      {...{ class: 'scan-viewer', 'data-scan': '/cases/uploads/', hidden: true }}
      data-none="这一页没有显示出来：文件已经损坏，或者网络中断。请下载后用电脑上的程序打开核对，或者重新扫描。"
      data-nth="第{n}页，共{of}页"
    >
      <p {...{ class: 'buttons', role: 'group', 'aria-label': '看扫描件' }}>
        {ACTS.map(([act, label]) => (
          <button key={act} type="button" data-act={act}>
            {label}
          </button>
        ))}
      </p>
      <p class="hint">
        <span role="status" data-page />
        　录入时按 Alt+PageDown、Alt+PageUp 翻页。
      </p>
      <p class="note" data-unshown hidden>
        <span />{' '}
        <a href="/cases/new" download>
          下载原文件
        </a>
      </p>
      <section class="scan-page" tabindex={0} aria-label="扫描件">
        <canvas role="img" aria-label="扫描件" />
      </section>
    </div>
  )
}

type Props = { viewer: Viewer; csrf: string; id: string; name: string; pages: number; why?: string }

export function ScanPage({ viewer, csrf, id, name, pages, why }: Props) {
  return (
    <StaffPage title={name} viewer={viewer} csrf={csrf}>
      <h1>{name}</h1>
      {why && <p class="empty">{why}</p>}
      <p class="no-print">
        <a href={`/cases/uploads/${id}/content`} download>
          下载原文件
        </a>
      </p>
      {Array.from({ length: pages }, (_, i) => i + 1).map((n) => (
        <p key={n} class="scan-page">
          <img src={`/cases/uploads/${id}/pages/${n}`} alt={`第${n}页`} loading="lazy" />
        </p>
      ))}
    </StaffPage>
  )
}
