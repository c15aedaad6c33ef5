/** A mail to the administrator, to see whether mails arrive; what came of it is said in words. */
import { newId } from '../ground/ids.ts'
import { MailRefused } from '../ground/post.ts'
import type { House } from '../house.ts'
import type { Viewer } from '../people/sessions.ts'

/** Sends it now. An administrator without an address gets this one. */
export async function sendTestMail(
  { sql, post, config, time }: Pick<House, 'sql' | 'post' | 'config' | 'time'>,
  viewer: Pick<Viewer, 'id' | 'name' | 'agency'>,
  email: string,
): Promise<{ done: boolean; message: string }> {
  await sql`update people set email = ${email} where id = ${viewer.id} and email is null` // SQL: a write
  try {
    const { proof } = await post.send({
      to: email,
      subject: `${viewer.agency.name}：试发邮件`,
      text: `${viewer.name}：\n\n这是依申请公开系统试发的邮件。收到它，说明申请人也能收到通知。\n\n没有人申请，不需要回复。`,
      messageId: `<test.${newId(time.now())}@${post.domain}>`,
    })
    return config.smtpUrl
      ? {
          done: true,
          message: `邮件服务器已经收下（${proof}）。请到 ${email} 查看；没有收到的，看垃圾邮件，并核对发件人地址（MAIL_FROM）。`,
        }
      : {
          done: true,
          message: `没有设置邮件服务器，邮件尚未发出，存入了待发目录：数据文件夹中的文件 outbox/${proof.split(' ')[0]}。要发出邮件，请设置 SMTP_URL 后重新启动。`,
        }
  } catch (error) {
    const why = error instanceof MailRefused ? error.message : (error as Error).message
    return {
      done: false,
      message: `没有发出：${why}。请核对 SMTP_URL 的地址、端口、用户名和密码，以及服务器是否允许发件人 ${config.mailFrom}。`,
    }
  }
}
