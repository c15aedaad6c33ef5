/** Beside a draft that is being written: the opinion with which the last one came back, and what is kept of this one. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { onDayAt } from './format.ts'

/** `said.on`: a day. */
export const ReturnedWith = ({ said }: { said: { opinion: string; by: string; on: string } | undefined }) =>
  said ? (
    <div class="note" role="note" aria-label="退回意见">
      <p>{`${inChinese(said.on)} ${said.by} 退回：`}</p>
      <p class="description">{said.opinion}</p>
    </div>
  ) : null

/** `at`: when what stands in the form was kept, RFC 3339; undefined where nothing was. `after`: position of the last draft, 0 before the first. */
export type Kept = { at: string | undefined; form: 'one' | 'items'; id: string; after: number }

/** The buttons send the form that it stands in, and so does the Enter key: it keeps, and records nothing. A script keeps by itself. */
export function KeptDraft({ kept: { at, form, id, after } }: { kept: Kept }) {
  const address = `/cases/${encodeURIComponent(id)}/kept-draft?after=${after}`
  return (
    <div class="kept" data-kept={`/api/v1${address}`} data-form={form}>
      <p class="hint" role="status" data-says>
        {at
          ? `已填入您 ${onDayAt(at, inChinese)} 暂存的内容。`
          : '填写的内容自动暂存，只有您自己看得到；拟稿、签发以后删除。没有上传的文件不暂存。'}
      </p>
      <div class="buttons">
        <button type="submit" formaction={address} name="keep" value={form} formnovalidate>
          暂存
        </button>
        {at && (
          <button type="submit" formaction={address} name="discard" value={form} formnovalidate>
            清除暂存内容
          </button>
        )}
      </div>
    </div>
  )
}
