/** What was found in the whole file, with a box for all places of the same words and for each of them: marking without a mouse and without a script. */
import { FOUND_KINDS, type Found, type FoundKind } from '../../redacting/patterns.ts'
import { tick } from '../asked.ts'
import { holds } from '../marks.ts'
import { Ground, Kept } from './marks.tsx'
import { pageAt } from './picture.tsx'
import { addressOf, type RedactionView } from './view.ts'

type Place = { page: number; boxes: Found['boxes'] }
type Group = { kind: FoundKind; text: string; places: Place[] }

/** So many different words are offered at once; the others when these are marked. */
const MOST_GROUPS = 300

/** What is not marked yet, the same words together. */
function groupsOf({ found, marks }: Pick<RedactionView, 'found' | 'marks'>): Group[] {
  const groups = new Map<string, Group>()
  found.forEach((page, i) => {
    for (const { kind, text, boxes } of page.found) {
      if (boxes.every((box) => marks.some((mark) => holds(mark, i + 1, box)))) continue
      const key = `${kind} ${text.replace(/\s/g, '')}`
      const group = groups.get(key) ?? { kind, text: text.replace(/\s+/g, ' '), places: [] }
      groups.set(key, group)
      group.places.push({ page: i + 1, boxes })
    }
  })
  return [...groups.values()]
}

export function FoundForm({ view, csrf }: { view: RedactionView; csrf: string }) {
  const groups = groupsOf(view)
  const blank = view.found.flatMap(({ isBlank }, i) => (isBlank ? [i + 1] : []))
  return (
    <section class="no-print" aria-labelledby="found">
      <h2 id="found">找到的可能需要遮盖的内容</h2>
      <form method="post" action={`${addressOf(view)}/words`} class="stack">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="page" value={view.page} />
        <label for="words">另外查找的词语</label>
        <input id="words" name="words" value={view.words} maxLength={2000} />
        <p class="hint">多个词语用顿号分开，例如名单中的姓名。</p>
        <button type="submit">查找</button>
      </form>
      {blank.length > 0 && (
        <p>{`第${blank.join('、')}页没有可以识别的文字（多为扫描件），不能自动查找，请逐页查看并画出要遮盖的地方。`}</p>
      )}
      {groups.length === 0 ? (
        <p class="empty">没有找到还没有标注的号码、地址、姓名或者词语。请仍然逐页查看。</p>
      ) : (
        <form method="post" action={`${addressOf(view)}/marks`} class="stack" data-found>
          <Kept view={view} csrf={csrf} />
          {groups.length > MOST_GROUPS && (
            <p>{`共${groups.length}项，先列出${MOST_GROUPS}项；标注以后再列出其余的。`}</p>
          )}
          <ul>
            {groups.slice(0, MOST_GROUPS).map((group, i) => (
              <GroupLine key={`${group.kind} ${group.text}`} group={group} n={i} view={view} />
            ))}
          </ul>
          <Ground view={view} prefix="found-" />
          <button class="primary" type="submit">
            标注选中的各处
          </button>
        </form>
      )}
    </section>
  )
}

function GroupLine({ group, n, view }: { group: Group; n: number; view: RedactionView }) {
  const { kind, text, places } = group
  const pages = [...new Set(places.map(({ page }) => page))]
  return (
    <li>
      <label class="check">
        <input type="checkbox" name={`place-${n}`} value={tick(group, places)} />{' '}
        {`${FOUND_KINDS[kind]} “${text}”，${places.length}处`}
      </label>{' '}
      {pages.slice(0, MOST_PAGES).map((page) => (
        <>
          {' '}
          <a href={pageAt(view, page)}>{`第${page}页`}</a>
        </>
      ))}
      {places.length > 1 && (
        <details>
          <summary>分别选择</summary>
          <ul>
            {places.map((place, i) => (
              <li key={`${place.page} ${i}`}>
                <label class="check">
                  <input type="checkbox" name={`place-${n}-${i}`} value={tick(group, [place])} />{' '}
                  {`第${place.page}页的第${i + 1}处`}
                </label>
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}
const MOST_PAGES = 12
