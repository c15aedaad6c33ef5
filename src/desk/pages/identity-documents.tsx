/** Pictures of identity documents beside a case: those who may open one do, and everybody sees who did. */
import { inChinese } from '../../../workflows/statute/days.ts'
import type { IdentityDocumentsView } from '../../files/identity-documents.ts'
import { FilesField } from '../../web/parts/field.tsx'
import { onDayAt, size } from '../../web/parts/format.ts'

/** `again`: another one may be put beside one that nobody can see. */
type Props = { papers: IdentityDocumentsView; csrf: string; at: string; again: boolean }

/** Those that nobody can see, and for which no other one has come since. */
export const unseenIn = (papers: IdentityDocumentsView['papers']): IdentityDocumentsView['papers'] =>
  papers.filter(
    ({ heed, erasedAt }, i) => heed && !erasedAt && papers.slice(i + 1).every((later) => later.heed || later.erasedAt),
  )

export function IdentityDocuments({ papers: { may, papers, looks }, csrf, at, again }: Props) {
  const unseen = unseenIn(papers)
  const isOpen = (id: string) => unseen.some((one) => one.id === id)
  return (
    <section aria-labelledby="papers-title">
      <h3 id="papers-title">证件照片</h3>
      <p class="hint">加密保存，不入案卷，归档时删除。限本件的登记员和承办人查看，每次查看均记录在下方。</p>
      <ul class="letters">
        {papers.map(({ id, name, size: bytes, erasedAt, heed, scan }) => (
          <li key={id}>
            {name} <span class="hint">{size(bytes)}</span>
            {erasedAt && <p class="hint">{`已于 ${onDayAt(erasedAt, inChinese)} 删除`}</p>}
            {!erasedAt && heed && (
              <p class={isOpen(id) ? 'note soon' : 'hint'} data-asked={isOpen(id) ? 'yes' : 'no'}>
                {heed === 'locked' ? '文件有密码，看不到内容。' : '图片不完整，可能看不清。'}
                {isOpen(id) ? '需要核对身份的，请申请人在确认时出示证件，或者另交一份。' : '已经另交能够看清的，见下。'}
              </p>
            )}
            {scan === 'infected' && <p class="hint">含有病毒，已经隔离，任何人都不能打开。</p>}
            {!erasedAt && scan === 'unscanned' && (
              <p class="hint">
                未扫描：病毒扫描程序当时没有应答，恢复以后自动补扫。确需现在查看的，请在隔离的环境中打开。
              </p>
            )}
            {!erasedAt && may && scan !== 'infected' && (
              <form
                method="post"
                action={`${at}/${encodeURIComponent(id)}${scan === 'unscanned' ? '?unscanned=open' : ''}`}
                data-again
              >
                <input type="hidden" name="csrf" value={csrf} />
                <button type="submit">{scan === 'unscanned' ? '未扫描，仍要打开（将记录）' : '查看（将记录）'}</button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {again && may && unseen.length > 0 && (
        <form {...{ method: 'post', action: at, enctype: 'multipart/form-data' }}>
          <input type="hidden" name="csrf" value={csrf} />
          <FilesField
            {...{ name: 'identity', label: '另交的证件照片', form: { values: {}, errors: [] } }}
            help="申请人当面出示或者另交的，拍照、扫描后放在这里，同样加密保存。"
            accept=".jpg,.jpeg,.png,.heic,.heif,.webp,.bmp,.tif,.tiff,.pdf"
          />
          <button type="submit">放入证件照片</button>
        </form>
      )}
      {looks.length > 0 && (
        <ul class="plain-list">
          {looks.map((look, i) => (
            <li key={`${i + 1}`} class="hint">
              {`${onDayAt(look.at, inChinese)} ${look.by} 查看了 ${papers.find(({ id }) => id === look.paper)?.name ?? ''}`}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
