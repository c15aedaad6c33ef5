/** What is asked of the machine: mail server, fonts, clock and room of the disk, versions, the last backup. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rm, stat, statfs, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { openFonts, programsLacking, warmFonts } from '../documents/index.ts'
import { greetBox } from '../ground/imap.ts'
import { greetServer, sendsInTheClear } from '../ground/post.ts'
import { openScanner } from '../ground/scanner.ts'
import { clockSays } from './doctor-database.ts'
import { type Check, doubtful, faulty, fine, type Seen } from './finding.ts'
import { lastBackup } from './last-backup.ts'

const GB = 1024 ** 3
const LITTLE_ROOM = 5 * GB
const NO_ROOM = GB
const DAY = 86_400_000 // ms
/** Days after which a backup is called old. */
const OLD_BACKUP = 7
const LEAST_NODE = 20

export const placeChecks: readonly Check[] = [
  {
    check: 'address',
    title: '对外网址',
    async look({ config: { publicUrl } }) {
      return publicUrl
        ? fine(publicUrl)
        : doubtful(
            '没有设置 PUBLIC_URL，邮件、短信里写的是本机地址，收到的人打不开；收件回执不印查询地址，征求意见书不写网上答复的地址，只写明书面答复和电话；前面有改写主机名（Host）的代理的，公众提交的表单会被拒绝（403）',
            '请设置 PUBLIC_URL（https://主机），再重新启动；有代理的，同时设置 TRUST_PROXY',
          )
    },
  },
  {
    check: 'mail',
    title: '邮件',
    async look({ config: { smtpUrl, mailFrom } }) {
      if (!smtpUrl)
        return doubtful(
          '没有设置邮件服务器，邮件存入待发目录（DATA_DIR/outbox），申请人收不到，也不记为送达',
          '请设置 SMTP_URL 和 MAIL_FROM，待发的邮件在设置以后自动发出；设置以前，不要选择以电子邮件送达',
        )
      const { hostname, port } = new URL(smtpUrl)
      const server = `${hostname}${port && `:${port}`}`
      try {
        await greetServer(smtpUrl)
        const says = `${server} 应答正常，发件人 ${mailFrom}`
        return sendsInTheClear(smtpUrl)
          ? doubtful(
              `${says}，邮件可以不加密寄出`,
              '请让邮件服务器支持 STARTTLS，然后去掉 SMTP_URL 中的 requireTLS=false',
            )
          : fine(says)
      } catch (error) {
        return faulty(
          `${server} 不能使用（${(error as Error).message}）`,
          '请核对 SMTP_URL 的地址、端口、用户名和密码，以及防火墙；不支持加密（STARTTLS）的服务器不予使用',
        )
      }
    },
  },
  {
    check: 'mailbox',
    title: '收件邮箱',
    async look({ config: { imap } }) {
      if (!imap) return fine('没有设置，不收取邮件')
      const where = `${imap.host} 的 ${imap.folder}`
      try {
        await greetBox(imap)
        return imap.inTheClear
          ? doubtful(
              `${where} 可以打开，连接可以不加密`,
              '请让邮件服务器支持 STARTTLS，然后去掉 IMAP_URL 中的 requireTLS=false',
            )
          : fine(`${where} 可以打开`)
      } catch (error) {
        return faulty(
          `${where} 不能打开（${(error as Error).message}）`,
          '请核对 IMAP_URL 的地址、端口、用户名、密码和文件夹，以及防火墙；不支持加密的服务器不予使用。期间的邮件留在邮箱中，恢复以后收取',
        )
      }
    },
  },
  {
    check: 'scanner',
    title: '病毒扫描',
    async look({ config: { clamd } }) {
      const scanner = openScanner(clamd)
      if (!scanner)
        return doubtful(
          '没有设置，文件不扫描病毒',
          '请安装 clamav-daemon，设置 CLAMD_URL（例如 unix:///run/clamav/clamd.ctl）',
        )
      try {
        return fine(await scanner.version())
      } catch (error) {
        return doubtful(
          `没有应答（${(error as { cause?: Error }).cause?.message ?? (error as Error).message}）`,
          '请启动 clamd，或者核对 CLAMD_URL；期间收到的文件标为“未扫描”，恢复以后自动补扫',
        )
      }
    },
  },
  {
    check: 'fonts',
    title: '字库',
    async look({ config: { dataDir } }) {
      const folder = join(dataDir, 'fonts')
      const fonts = openFonts(existsSync(folder) ? { folder } : {})
      await warmFonts(fonts)
      const [broken] = fonts.broken
      if (broken) return doubtful(`${broken[0]} 不能使用（${broken[1]}），已用其他字库代替`, '请换用完好的字库文件')
      const { path } = fonts.files.find(({ role }) => role === 'fang')!
      return path.includes('/node_modules/')
        ? doubtful(
            '没有仿宋，以随软件包的宋体代替',
            `请安装 texlive-lang-chinese，或者把仿宋放入 ${folder}，再重新启动`,
          )
        : fine(`正文用 ${basename(path)}`)
    },
  },
  {
    check: 'poppler',
    title: 'PDF转图片',
    async look() {
      const lacking = await programsLacking()
      return lacking.length === 0
        ? fine('pdftoppm、pdfinfo 可以使用')
        : doubtful(
            `没有 ${lacking.join('、')}，他人的 PDF 在阅读本中以插页代替，照片不检查是否损坏`,
            '请安装 poppler-utils（Debian 软件包）',
          )
    },
  },
  {
    check: 'fileClock',
    title: '文件系统时钟',
    async look({ config: { dataDir }, now }) {
      const trial = join(dataDir, `.clock-${randomUUID()}`)
      try {
        const before = now().getTime()
        await writeFile(trial, '')
        const { mtimeMs } = await stat(trial)
        return clockSays('文件系统', mtimeMs - (before + now().getTime()) / 2)
      } finally {
        await rm(trial, { force: true })
      }
    },
  },
  {
    check: 'disk',
    title: '磁盘空间',
    async look({ config: { dataDir, blobDir } }) {
      const rooms = await Promise.all(
        [dataDir, blobDir].map(async (folder) => {
          const { bavail, bsize } = await statfs(folder)
          return { folder, free: bavail * bsize }
        }),
      )
      const least = rooms.reduce((one, other) => (other.free < one.free ? other : one))
      return roomSays(least.folder, least.free)
    },
  },
  {
    check: 'versions',
    title: '运行环境',
    async look() {
      const says = `Node.js ${process.version}`
      return Number(process.versions.node.split('.')[0]) >= LEAST_NODE
        ? fine(says)
        : faulty(says, '请通过 npm 启动，运行环境随软件包安装；直接运行的 node 可能是旧版本')
    },
  },
  {
    check: 'backup',
    title: '备份',
    async look({ config: { dataDir }, now }) {
      const last = lastBackup(dataDir)
      const remedy = '请运行 backup DIR，并把备份和密钥分别移到另外的机器；建议每天一次，每季度演练一次恢复'
      if (!last) return doubtful('还没有备份过', remedy)
      const days = Math.floor((now().getTime() - Date.parse(last.at)) / DAY)
      const says = `最近一次${days === 0 ? '在一天以内' : `在 ${days} 天前`}，存于 ${last.to}`
      return days < OLD_BACKUP ? fine(says) : doubtful(says, remedy)
    },
  },
]

/** @param free bytes */
export function roomSays(folder: string, free: number): Seen {
  const says = `${folder} 还有 ${(free / GB).toFixed(1)} GB`
  const remedy = '请扩大磁盘，或者把 BLOB_URL 指向更大的磁盘；写满以后不能提交申请'
  if (free >= LITTLE_ROOM) return fine(says)
  return free >= NO_ROOM ? doubtful(says, remedy) : faulty(says, remedy)
}
