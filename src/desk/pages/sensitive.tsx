/** 敏感事项 on the page of a case. */
import { inChinese } from '../../../workflows/statute/days.ts'
import type { SensitiveShown } from '../sensitive.ts'

/** @param mayMark whoever looks may mark the case */
export function SensitivePart({ sensitive, mayMark }: { sensitive: SensitiveShown | undefined; mayMark: boolean }) {
  if (!sensitive) return null
  if ('suggested' in sensitive)
    return (
      <p class="heed" data-sensitive="suggested">
        <span aria-hidden="true">◇ </span>
        {`可能是敏感事项：${sensitive.suggested.map(({ name, found }) => `${name}（${found.map((word) => `“${word}”`).join('、')}）`).join('；')}。这是按词语的提示，请核对。`}
        {mayMark && <a href="#act-sensitivityMarked">标记</a>}
      </p>
    )
  const { kind, why, by, on, conferred } = sensitive.marked
  return (
    <p class={conferred ? 'note' : 'note soon'} data-sensitive={conferred ? 'conferred' : 'marked'}>
      <strong>{`敏感事项：${kind}`}</strong>
      {`　${by}，${inChinese(on)}标记：${why}　`}
      {conferred ? '标记以后已经会商。' : '标记以后没有会商记录，签发、公开以前请先会商。'}
    </p>
  )
}
