/** 分项答复: what the draft says of each matter, in short. */
type Props = { items: { matter: string; outcomeZh: string }[] | undefined }

export function Items({ items }: Props) {
  if (!items) return null
  return (
    <ol>
      {items.map(({ matter, outcomeZh }, i) => (
        <li key={`${i} ${matter}`}>{`${matter}：${outcomeZh}`}</li>
      ))}
    </ol>
  )
}
