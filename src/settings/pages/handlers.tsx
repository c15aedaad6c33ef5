/** 办理人员: whether applicants read on the page of their request who handles it. */
type Props = { csrf: string; set: readonly { id: string; showsHandler: boolean }[] }

export function Handlers({ csrf, set }: Props) {
  return (
    <section aria-labelledby="handlers-title">
      <h2 id="handlers-title">进度页面</h2>
      <p class="hint">申请人查询进度时，能看到办理的机构。可以同时显示办理人员的姓名。</p>
      {set.map(({ id, showsHandler }) => (
        <form key={id} method="post" action="/settings/handlers" class="stack" data-handlers={id}>
          <input type="hidden" name="csrf" value={csrf} />
          <input type="hidden" name="agency" value={id} />
          <label class="choice">
            <input type="checkbox" name="shown" value="yes" checked={showsHandler} />
            <span>显示办理人员的姓名</span>
          </label>
          <button type="submit">保存</button>
        </form>
      ))}
    </section>
  )
}
