/** A page as a picture with its marks on it, and the ways to the other pages. */
import { markSays } from '../../redacting/mark.ts'
import { addressOf, type RedactionView } from './view.ts'

const wordsOf = ({ words }: RedactionView) => (words ? `&words=${encodeURIComponent(words)}` : '')
export const pageAt = (view: RedactionView, page: number): string => `${addressOf(view)}?page=${page}${wordsOf(view)}`

export function PagePicture({ view }: { view: RedactionView }) {
  const { marks, page, redaction } = view
  const { width, height } = redaction.pages[page - 1]!
  const here = marks.filter((mark) => mark.page === page)
  return (
    <figure>
      <figcaption>{`第${page}页，标注${here.length}处`}</figcaption>
      <svg
        class="sheet"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`第${page}页和标注的位置`}
        data-sheet
      >
        <image href={`${addressOf(view)}/pages/${page}`} width={width} height={height} />
        {here.map(({ id, box, ...mark }) => (
          <rect
            key={id}
            id={`at-${id}`}
            data-at={id}
            x={box.x0}
            y={box.y0}
            width={box.x1 - box.x0}
            height={box.y1 - box.y0}
          >
            <title>{markSays(mark)}</title>
          </rect>
        ))}
      </svg>
    </figure>
  )
}

export function PageWays({ view }: { view: RedactionView }) {
  const { page, redaction, marks } = view
  const last = redaction.pages.length
  const marked = [...new Set(marks.map((mark) => mark.page))]
  const next = marked.find((one) => one > page)
  const previous = marked.findLast((one) => one < page)
  return (
    <nav class="no-print" aria-label="页" id="marks">
      <p>
        {page > 1 && <a href={pageAt(view, page - 1)}>上一页</a>} {`第${page}页，共${last}页`}{' '}
        {page < last && <a href={pageAt(view, page + 1)}>下一页</a>}{' '}
        {previous && (
          <a href={pageAt(view, previous)} data-previous-marked>
            {`上一个有标注的页（第${previous}页）`}
          </a>
        )}{' '}
        {next && (
          <a href={pageAt(view, next)} data-next-marked>
            {`下一个有标注的页（第${next}页）`}
          </a>
        )}
      </p>
      {marked.length > 0 && (
        <p>
          各页的标注：
          {marked.map((one) => (
            <>
              {' '}
              <a href={pageAt(view, one)}>{`第${one}页${marks.filter((mark) => mark.page === one).length}处`}</a>
            </>
          ))}
        </p>
      )}
      <p class="hint">
        按 n、p 键依次查看各处标注，按回车键在页面上定位这一处；输入文字时这些键不起作用。
        {redaction.state === 'open' && '在页面上按住鼠标拖动，可以画出要遮盖的地方。'}
      </p>
    </nav>
  )
}
