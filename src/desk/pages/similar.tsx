/** What may be the same as what is being typed off: the same applicant, or the same request. */

/** One earlier application, told in a line. */
export type SimilarLine = { href: string; says: string }

/** Filled by similar.js while somebody types; without it by the button of the form. */
export function SimilarPart({ lines }: { lines: readonly SimilarLine[] | undefined }) {
  return (
    <div {...{ class: 'similar', 'data-similar': '/cases/new/similar', 'data-intro': INTRO }}>
      <p role="status">{lines && (lines.length > 0 ? INTRO : '没有找到同一申请人的或者所需信息相同的来件。')}</p>
      <ul class="plain-list link-list" hidden={!lines?.length}>
        {lines?.map(({ href, says }) => (
          <li key={href}>
            <a href={href} target="_blank" rel="noopener">
              {says}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

const INTRO = '可能是同一申请人的、同样内容的来件，请看看是不是重复寄送：'
