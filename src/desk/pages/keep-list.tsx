/** 常用筛选: what is filtered now kept under a name, and those that were kept, each to be forgotten. */
import { TextField } from '../../web/parts/field.tsx'
import type { DeskView } from '../views.ts'

/** @param words of the list, as in its address */
export function KeepList({ csrf, kept, words }: { csrf: string; kept: NonNullable<DeskView['kept']>; words: string }) {
  const form = { values: {}, errors: [] }
  return (
    <details class="fold" id="keep-list">
      <summary>保存为常用筛选</summary>
      <form method="post" action="/desk/lists" class="filter-fields">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="list" value={words} />
        <TextField {...{ prefix: 'keep-', name: 'name', label: '名称', form, autocomplete: 'off' }} />
        <p class="buttons">
          <button type="submit">保存</button>
        </p>
      </form>
      <p class="hint">保存当前的筛选条件，只有您能看到；搜索的文字不保存。</p>
      {kept.length > 0 && (
        <form method="post" action="/desk/lists/removed">
          <input type="hidden" name="csrf" value={csrf} />
          <p class="buttons">
            {kept.map(({ name }) => (
              <button key={name} type="submit" name="name" value={name} class="plain">
                {`删除“${name}”`}
              </button>
            ))}
          </p>
        </form>
      )}
    </details>
  )
}
