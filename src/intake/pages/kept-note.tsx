/** What becomes of what is typed: that it is kept, for whom, how another device goes on, how it is thrown away. */
import { onDayAt } from '../../web/parts/format.ts'
import type { Words } from '../../web/words/zh.ts'

type Props = {
  words: Words
  /** When the draft was kept; undefined while there is none. */
  kept: Date | undefined
  /** It cannot be kept. */
  full?: boolean | undefined
  discarded?: boolean | undefined
  lost?: boolean | undefined
  elsewhere?: boolean | undefined
}

/** What has just become of a draft, at the head of the form. */
export function DraftNews({ words: { drafts }, full, discarded, lost, elsewhere }: Omit<Props, 'kept'>) {
  const inPlace = full && (lost ? drafts.noCookiesHere : drafts.full)
  const before = lost ? drafts.noCookies : discarded ? drafts.discarded : elsewhere ? drafts.carriedOn : undefined
  const said = inPlace || before
  return said ? (
    <p class={full || lost || elsewhere ? 'note soon' : 'note'} role="status">
      {said}
    </p>
  ) : null
}

/** What there is to know of the draft and to do with it. The script writes into it when it has kept something. */
export function KeptNote({ words, kept }: Props) {
  const { drafts, root } = words
  return (
    <div class="kept-note">
      {kept && <p>{drafts.restored({ at: onDayAt(kept.toISOString(), words.day) })}</p>}
      <p class="hint">{drafts.note}</p>
      <p>
        <a href={`${root}apply/code`}>{kept ? drafts.elsewhere : drafts.hasCode}</a>
        {kept && (
          <>
            {' '}
            <a href={`${root}apply/discard`}>{drafts.discard}</a>
          </>
        )}
      </p>
    </div>
  )
}

/** Where the script says that it has kept what was typed; it is asked for in the language of the page. */
export const SaysKept = ({ words: { drafts } }: Pick<Props, 'words'>) => (
  <p
    class="hint"
    role="status"
    data-says
    data-saved={drafts.savedAt}
    data-not-saved={drafts.notSaved}
    data-ended={drafts.ended}
  />
)
