/** Whose guide or questions are shown, for who serves several agencies: where something waits for approval, its name says so. */
type Named = { id: string; name: string; waiting?: number }
type Props = { agency: Named; agencies: readonly Named[]; action: '/guides' | '/guides/questions' }

export function ChooseAgency({ agency, agencies, action }: Props) {
  return (
    <form method="get" action={action} class="stack no-print">
      <label for="agency">机关</label>
      <select id="agency" name="agency">
        {agencies.map(({ id, name, waiting = 0 }) => (
          <option key={id} value={id} selected={id === agency.id}>
            {waiting > 0 ? `${name}（等待批准${waiting > 1 ? `${waiting}条` : ''}）` : name}
          </option>
        ))}
      </select>
      <p class="buttons">
        <button type="submit">查看</button>
      </p>
    </form>
  )
}
