/** Said wherever a draft is shown that answers other applications as well. */
type Props = {
  /** 登记编号 of the others. */
  numbers: readonly string[] | undefined
}

export function Together({ numbers }: Props) {
  if (!numbers) return null
  return (
    <p class="note">
      {`本稿与登记编号 ${numbers.join('、')} 一并答复：审核、签发、退回和送达各办一次，同时记入每一件。`}
    </p>
  )
}
