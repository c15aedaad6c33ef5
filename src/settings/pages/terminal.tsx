/** 公共终端: what it does to this device, and the button that begins or ends it. */
import { Ways } from '../../people/pages/public-ways.tsx'
import type { Viewer } from '../../people/sessions.ts'
import { StaffPage } from '../../people/staff-page.tsx'

type Props = { viewer: Viewer; csrf: string; isOn: boolean }

export function TerminalPage({ viewer, csrf, isOn }: Props) {
  return (
    <StaffPage title="公共终端" viewer={viewer} csrf={csrf}>
      <Ways viewer={viewer} path="/terminal" />
      <h1>公共终端</h1>
      <p class="lead">
        {isOn ? '这台设备现在是公共终端。' : '窗口、图书馆、服务大厅里供群众轮流使用的设备，可以设为公共终端。'}
      </p>
      <ul>
        <li>每个公众页面上方有“结束并清除”，用完一按，填写和查询的内容、进入的账户都从设备上清除。</li>
        <li>
          三分钟没有操作的，自动清除；显示查询码的页面一分钟没有操作即清除。浏览器不支持脚本的，页面打开十分钟后清除。
        </li>
        <li>浏览器不保存页面，后退看不到前一个人的内容；五分钟没有打开页面的，原来的查询、账户和草稿不再有效。</li>
        <li>文书和附件不在浏览器中打开，只供下载；请把浏览器设置为退出时清空下载内容。</li>
      </ul>
      <p class="hint">只对这台设备的这个浏览器有效，清除浏览器的 Cookie 以后需要重新设置。</p>
      <form method="post" action="/terminal" class="stack" data-again>
        <input type="hidden" name="csrf" value={csrf} />
        {isOn ? (
          <button type="submit" name="on" value="no">
            结束公共终端
          </button>
        ) : (
          <>
            <p class="warning">开始以后，您在这台设备上的登录同时退出。</p>
            <button type="submit" class="primary" name="on" value="yes">
              把这台设备设为公共终端
            </button>
          </>
        )}
      </form>
    </StaffPage>
  )
}
