/** The files that a reply gives, beside its draft and on its case: what each carries, who opened it, who fetched it. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { onDayAt, size } from '../../web/parts/format.ts'
import type { GivenView, Stopped } from '../views.ts'

type Props = { given: GivenView | undefined; caseId: string }
type File = GivenView['files'][number]

export function GivenFiles({ given, caseId }: Props) {
  if (!given) return null
  return (
    <section aria-labelledby="given-title" class="given-files">
      <h2 id="given-title">{given.left ? '已提供的文件' : '要提供的文件'}</h2>
      <ol class="letters">
        {given.files.map((file) => (
          <li key={file.id} data-given={file.id}>
            <a href={file.url}>{file.name}</a>
            <p class="hint bits">
              {file.pages !== null && <span>{`${file.pages}页`}</span>}
              <span>{size(file.size)}</span>
              <code title={`提供的副本 SHA-256 ${file.sha256}；原件 SHA-256 ${file.original}`}>
                {file.sha256.slice(0, 12)}
              </code>
            </p>
            {file.stopped && <StoppedFile file={file} stopped={file.stopped} left={given.left} />}
            {file.toOpen && (
              <p class="soon">
                <span aria-hidden="true">◇ </span>
                您还没有打开过。带有不能自动去除的内容，或者不能自动检查，<a href={file.url}>打开</a>
                核对以后才能审核、签发。
              </p>
            )}
            <Findings file={file} />
            <OnItsWay file={file} left={given.left} />
          </li>
        ))}
      </ol>
      {given.left && (
        <p class="no-print">
          <a href={`/cases/${encodeURIComponent(caseId)}/packing-list`}>装袋清单（邮寄、当面、光盘）</a>
        </p>
      )}
    </section>
  )
}

/** Before it leaves, what is to be done; afterwards, what has to be reported: each way on which it is known to have gone. */
function StoppedFile({ file: { downloads }, stopped, left }: { file: File; stopped: Stopped; left: boolean }) {
  const { by, mailed, items } = stopped
  if (!left) return <p class="note fault" data-stopped>{`标注为国家秘密（${by}），不得提供。请退回，替换文件。`}</p>
  const ways = [
    downloads.length > 0 && `申请人下载${times(downloads)}`,
    mailed.length > 0 && `随邮件发出${times(mailed)}`,
  ].filter((way) => way !== false)
  return (
    <div class="note fault" data-stopped>
      <p>
        {`标注为国家秘密（${by}），已经停止提供。`}
        {ways.length > 0 ? `此前${ways.join('；')}。` : '没有申请人下载、随邮件发出的记录。'}
        {'答复书的附件写有它的名称；邮寄、当面交付的，见送达记录。'}
      </p>
      {items.map(({ id, withdrawn }) => (
        <p key={id}>
          {'曾在已公开信息'}
          <a href={`/releases/${id}`}>{id}</a>
          {withdrawn ? '中公开，该信息已经撤回。' : '中公开，文件已经停止公开。请核对，需要的，撤回该信息。'}
        </p>
      ))}
      <p>请立即报告本机关的保密工作机构，依照《中华人民共和国保守国家秘密法》采取补救措施。</p>
    </div>
  )
}

const times = (all: readonly string[]) =>
  `${all.length}次（${[...new Set(all.map((at) => onDayAt(at, inChinese)))].join('、')}）`

/** What was removed is told once, in a line; what stays is told one by one. */
function Findings({ file: { findings } }: { file: File }) {
  const removed = findings.filter(({ state }) => state === 'removed')
  return (
    <>
      {removed.length > 0 && (
        <p class="hint">{`提供的副本中已去除：${removed.map(({ says }) => says).join('；')}。原件不变，留在案卷。`}</p>
      )}
      {findings.some(({ state }) => state === 'own') && <p class="hint">文档属性里的作者是本机关，不需要确认。</p>}
      {findings
        .filter(({ state }) => state === 'heed')
        .map(({ code, says }) => (
          <p key={code + says} class="soon" data-finding={code}>
            <span aria-hidden="true">◇ </span>
            {`需要核对：${says}。`}
          </p>
        ))}
    </>
  )
}

function OnItsWay({ file: { looks, downloads }, left }: { file: File; left: boolean }) {
  const names = [...new Set(looks.map(({ by }) => by))]
  const last = (by: string) => looks.findLast((look) => look.by === by)!.at
  return (
    <p class="hint">
      {names.length > 0
        ? `打开过：${names.map((by) => `${by}（${onDayAt(last(by), inChinese)}）`).join('、')}。`
        : '还没有人打开过。'}
      {left &&
        (downloads.length > 0
          ? `申请人下载 ${downloads.length} 次，最近一次${onDayAt(downloads.at(-1)!, inChinese)}。`
          : '申请人还没有下载。')}
    </p>
  )
}
