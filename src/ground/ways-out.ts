/**
 * Every way out of the house, and the one question that each asks before it is gone: in a practice space (演练区) none is open,
 * whatever its settings or its database name. A test looks for connections elsewhere.
 */
import type { Config } from './config.ts'

type Way = {
  zh: string
  /** The setting that opens it; undefined: what leads there stands in the database. */
  set?: (config: Config) => unknown
}

export const WAYS_OUT = {
  database: { zh: '数据库服务器', set: ({ databaseUrl }) => databaseUrl },
  mail: { zh: '邮件', set: ({ smtpUrl }) => smtpUrl },
  mailbox: { zh: '收件邮箱', set: ({ imap }) => imap },
  sms: { zh: '短信', set: ({ smsUrl }) => smsUrl },
  robots: { zh: '工作群的机器人' },
  webhooks: { zh: '对外通知' },
  exchange: { zh: '逐件交换', set: ({ exchange }) => exchange },
  returns: { zh: '月度报送', set: ({ returnsUrl }) => returnsUrl },
  timestamps: { zh: '时间戳', set: ({ timestampAuthorities }) => timestampAuthorities[0] },
  witnesses: { zh: '见证', set: ({ witnesses }) => witnesses[0] },
  bucket: { zh: '对象存储', set: ({ blobBucket }) => blobBucket },
  scanner: { zh: '病毒扫描', set: ({ clamd }) => clamd },
  provider: { zh: '统一身份认证', set: ({ oidc }) => oidc },
  traces: { zh: '运行轨迹', set: ({ tracesUrl }) => tracesUrl },
} as const satisfies Record<string, Way>
export type WayOut = keyof typeof WAYS_OUT

/** It was a practice space that was to lead out. */
export class StaysInside extends Error {
  constructor(way: WayOut) {
    super(`演练区不向外连接：${WAYS_OUT[way].zh}`)
    this.name = 'StaysInside'
  }
}

type Asking = { practice?: Config['practice'] | undefined }

/** @throws StaysInside in a practice space */
export function requireWayOut({ practice }: Asking, way: WayOut): void {
  if (practice) throw new StaysInside(way)
}

/** Asked before anything is opened: no setting of a practice space leads out. @throws StaysInside */
export function requireInside(config: Config): void {
  if (!config.practice) return
  for (const [name, { set }] of Object.entries<Way>(WAYS_OUT))
    if (set?.(config) !== undefined) throw new StaysInside(name as WayOut)
}
