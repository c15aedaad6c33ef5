/** What may lay somebody open in a text that is to leave the office: told with its places, for whoever wrote it to judge. */
type Place = { part: string; what: string; around: string }

/** Nothing where nothing was found. @param before what: 定稿, 报送, 导出 */
export function PersonalPlaces({ places, before }: { places: readonly Place[]; before: string }) {
  if (places.length === 0) return null
  return (
    <div class="heed no-print" data-personal={places.length}>
      <p>{`文字中有${places.length}处可能是个人信息，${before}以前请核对，不需要写明的请改写：`}</p>
      <ul>
        {places.map(({ part, what, around }) => (
          <li key={`${part} ${what} ${around}`}>{`${part}：${what}，“……${around}……”`}</li>
        ))}
      </ul>
    </div>
  )
}
