/** Long work of the archive while it goes on: how far it is, and that it may be left. */
type Props = { done: number; total: number; what: string; href: string }

export const Progress = ({ done, total, what, href }: Props) => (
  <div role="status">
    <p>
      <strong>{done === 0 ? `正在排队，稍后${what}。` : `正在${what}，${done}/${total}件。`}</strong>
    </p>
    <p>
      <progress value={done} max={total} aria-label="进度" />
    </p>
    <p>
      本页每三秒自动更新，也可以<a href={href}>现在更新</a>；离开本页不影响进行。
    </p>
  </div>
)
