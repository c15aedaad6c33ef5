/** A mailbox of the tests: Debian's dovecot with one user, whose mails are files that a test drops into its folder. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { program } from './programs.ts'

const NOBODY = 65_534
const PASSWORD = 'mailbox-of-the-tests'

export async function startDovecot() {
  const folder = await mkdtemp(join(tmpdir(), 'dovecot-'))
  const port = await freePort()
  const isRoot = process.getuid?.() === 0
  const [uid, gid] = isRoot ? [NOBODY, NOBODY] : [process.getuid!(), process.getgid!()]
  const maildir = join(folder, 'mail')
  for (const part of ['', 'new', 'cur', 'tmp']) await mkdir(join(maildir, part), { recursive: true })
  await chmod(folder, 0o755)
  if (isRoot) for (const part of ['', 'new', 'cur', 'tmp']) await chown(join(maildir, part), uid, gid)
  await writeFile(join(folder, 'dovecot.conf'), settings(folder, port, uid, gid, isRoot))

  let running: ChildProcess | undefined
  const start = async () => {
    running = spawn(program('dovecot'), ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' })
    for (let tries = 0; !(await answers(port)); tries++) {
      if (tries > 300 || running.exitCode !== null) throw new Error('dovecot did not start.')
      await sleep(100)
    }
  }
  const stop = async () => {
    if (!running || running.exitCode !== null) return
    const ended = once(running, 'exit')
    running.kill()
    await ended
    running = undefined
  }
  await start()
  let n = 0
  return {
    url: `imap://citizens:${PASSWORD}@127.0.0.1:${port}/INBOX`,
    start,
    stop,
    /** A mail that the server has had since then. */
    async receives(source: string | Buffer, at: Date) {
      const name = `${1_000_000_000 + ++n}.M${n}.tests`
      const path = join(maildir, 'tmp', name)
      await writeFile(path, source)
      await utimes(path, at, at)
      if (isRoot) await chown(path, uid, gid)
      await rename(path, join(maildir, 'new', name))
    },
    async close() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
export type Dovecot = Awaited<ReturnType<typeof startDovecot>>

function settings(folder: string, port: number, uid: number, gid: number, isRoot: boolean): string {
  const own = isRoot
    ? []
    : [
        ...[`default_internal_user = ${process.env.USER ?? uid}`, `default_login_user = ${process.env.USER ?? uid}`],
        ...[`default_internal_group = ${gid}`, 'service anvil {\n  chroot =\n}'],
      ]
  return [
    ...[`base_dir = ${folder}/run`, `state_dir = ${folder}/state`, `log_path = ${folder}/log`],
    ...['protocols = imap', 'listen = 127.0.0.1', 'ssl = no', 'disable_plaintext_auth = no', 'first_valid_uid = 1'],
    ...[`mail_location = maildir:${folder}/mail`, 'mailbox_list_index = no', ...own],
    `passdb {\n  driver = static\n  args = password=${PASSWORD}\n}`,
    `userdb {\n  driver = static\n  args = uid=${uid} gid=${gid} home=${folder}/mail\n}`,
    `service imap-login {\n  chroot =\n  inet_listener imap {\n    port = ${port}\n  }\n  inet_listener imaps {\n    port = 0\n  }\n}`,
    '',
  ].join('\n')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('data', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('close', () => resolve(false))
    setTimeout(() => socket.destroy(), 1_000)
  })
