/** Ten codes, shown once: to be printed and locked away. */
import { StaffPage } from '../staff-page.tsx'

type Props = { codes: readonly string[]; username: string; on: string; next: string }

export function RecoveryCodesPage({ codes, username, on, next }: Props) {
  return (
    <StaffPage title="恢复码">
      <div class="column sign-in wide">
        <h1>请保存恢复码</h1>
        <p role="status">
          <b>验证器已经设置好。</b>
          手机丢失、更换时，用一个恢复码代替验证码登录。每个只能用一次。
        </p>
        <p>请打印或者抄写后锁好，不要和密码放在一起。这些恢复码只显示这一次，以前的恢复码已经作废。</p>
        <ul class="codes" aria-label="恢复码">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <p class="hint">
          用户名 {username}，{on} 生成。
        </p>
        <p class="buttons no-print">
          <button type="button" data-print hidden>
            打印
          </button>
          <a class="button primary" href={next}>
            已经保存，继续
          </a>
        </p>
      </div>
    </StaffPage>
  )
}
